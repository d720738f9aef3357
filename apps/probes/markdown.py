"""Writes docs/probes.md from the catalogue. Reads no org."""

from collections.abc import Iterator

from apps.probes.fact_table import FactRow, fact_rows
from apps.probes.probe import Kind, Probe
from apps.probes.registry import PROBES

__all__ = ["probes_page"]

INTRODUCTION = """\
# Probes and facts

Written by `python3 manage.py facts --markdown > docs/probes.md`; a test keeps it so.

A probe asks one question of a snapshot. A *hazard* that fails opens a finding; a
*proof* that passes or fails is evidence for a step and never a finding. What was not
seen is unknown, never passed.
"""
KINDS = {
    "limitation": "Limitations and feature changes",
    "hub": "Items of the OIE Upgrade Hub",
    "page_scan": "Patterns of a customised sign-in page",
    "stage": "Stages",
}


def cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")


def line(*cells: str) -> str:
    return "| " + " | ".join(map(cell, cells)) + " |"


def probe_lines(kind: Kind) -> Iterator[str]:
    yield line("probe", "asks whether", "severity", "reads", "proves")
    yield line(*["---"] * 5)
    for probe in PROBES.values():
        if probe.kind is kind:
            yield probe_line(probe)


def probe_line(probe: Probe) -> str:
    proves = ", ".join(f"`{stage}`" for stage in probe.proves)
    title = f"[{probe.title}]({probe.source})"
    severity = probe.severity if probe.kind is Kind.HAZARD else ""
    return line(f"`{probe.id}`", title, severity, ", ".join(probe.parts), proves)


def answered_by(row: FactRow) -> str:
    if row.probes:
        return ", ".join(f"`{probe}`" for probe in row.probes)
    return row.look_at


def fact_lines(kind: str, rows: list[FactRow]) -> Iterator[str]:
    yield line("fact", "what", "answered by", "probe or where to look", "left open")
    yield line(*["---"] * 5)
    for row in rows:
        if row.kind == kind:
            detection = row.detection.replace("_", " ")
            title = f"[{row.title}]({row.source})"
            yield line(f"`{row.id}`", title, detection, answered_by(row), row.reason)


def sections() -> Iterator[str]:
    yield INTRODUCTION
    for kind, title in ((Kind.HAZARD, "Hazards"), (Kind.PROOF, "Proofs")):
        yield f"## {title}\n"
        yield "\n".join(probe_lines(kind)) + "\n"
    rows = fact_rows()
    for name, title in KINDS.items():
        count = sum(row.kind == name for row in rows)
        yield f"## {title} ({count})\n"
        yield "\n".join(fact_lines(name, rows)) + "\n"


def probes_page() -> str:
    """Return the whole of docs/probes.md."""
    return "\n".join(sections())
