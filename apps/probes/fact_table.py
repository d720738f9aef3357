"""Every documented fact with the way it is answered today. Judges no org."""

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from types import MappingProxyType
from typing import Any

from apps.facts import HUB_ITEMS, LIMITATIONS, PAGE_SCAN, STAGES
from apps.facts.fact import Detection, Fact, Stage, Witness
from apps.facts.page_scan import PagePattern
from apps.probes.registry import PROBES

__all__ = ["FactRow", "as_json", "fact_rows", "probes_of"]

SCHEMA = "upgradeplanner.facts/1"
PERSON_ALONE = "No call of the API shows it: a person looks and attests it."
REASONS: Mapping[str, str] = MappingProxyType(
    {
        "org_inventory": "Owners and server-side callers are in no part of an org.",
        "org_record_baseline": "Classic app sign-on policies have no public API.",
        "org_hub_action_items": "No public API shows the Hub's items or their state.",
        "org_mobile_device_trust_off": "No public API shows the Device Trust page.",
        "org_test_environment": "It compares the dates of two orgs.",
        "org_schedule": "No public API shows the date of the upgrade.",
        "org_desktop_device_trust": "No public API shows the Device Trust page.",
        "org_app_branding_migration": (
            "No public API tells on which engine one application or brand runs."
        ),
        "org_rollback_window": "It is a decision within seven days of the upgrade.",
        "authn_choose_target": "It is a decision of architects and owners.",
        "authn_follow_target_model": "It rests on the stages of the chosen model.",
        "redirect_policies": "Classic app sign-on policies have no public API.",
    }
)


@dataclass(frozen=True, slots=True)
class FactRow:
    """One fact: limitation, hub, page_scan or stage."""

    id: str
    kind: str
    title: str
    detection: Detection
    probes: tuple[str, ...]
    look_at: str
    reason: str
    source: str


def fact_rows() -> list[FactRow]:
    """Return every fact once: limitations, Hub items, page patterns, stages."""
    return [
        *(of_fact("limitation", fact) for fact in LIMITATIONS.values()),
        *(of_fact("hub", fact) for fact in HUB_ITEMS.values()),
        *(of_pattern(pattern) for pattern in PAGE_SCAN.values()),
        *(of_stage(stage) for stage in STAGES.values()),
    ]


def probes_of(fact_id: str) -> tuple[str, ...]:
    """Return the probes that answer a fact, or prove or deny a stage."""
    return tuple(
        probe.id
        for probe in PROBES.values()
        if fact_id in probe.facts
        or fact_id in {f"stage:{stage}" for stage in probe.proves}
    )


def of_fact(kind: str, fact: Fact) -> FactRow:
    return FactRow(
        fact.id,
        kind,
        fact.title,
        fact.detection,
        fact.probes,
        fact.look_at,
        fact.reason,
        fact.source,
    )


def of_pattern(pattern: PagePattern) -> FactRow:
    return FactRow(
        pattern.id,
        "page_scan",
        pattern.key,
        Detection.PROBE,
        probes_of(pattern.id),
        "",
        "",
        pattern.source,
    )


def detection_of(stage: Stage) -> Detection:
    """Return the strongest witness that can speak of a stage."""
    if any(stage.id in probe.proves for probe in PROBES.values()):
        return Detection.PROBE
    if Witness.TRAFFIC in stage.proves:
        return Detection.NEEDS_TRAFFIC
    if Witness.SOURCE_CODE in stage.proves:
        return Detection.NEEDS_SCAN
    return Detection.MANUAL


def of_stage(stage: Stage) -> FactRow:
    detection = detection_of(stage)
    reason = ""
    if detection is Detection.MANUAL:
        reason = REASONS.get(stage.id, PERSON_ALONE)
    elif detection is not Detection.PROBE:
        reason = "Configuration cannot prove it."
    elif Witness.CONFIGURATION not in stage.proves:
        reason = "Configuration can deny it; it cannot prove it."
    return FactRow(
        f"stage:{stage.id}",
        "stage",
        stage.title,
        detection,
        probes_of(f"stage:{stage.id}"),
        "; ".join(stage.manual or stage.how[:1]),
        reason,
        stage.source,
    )


def as_json(rows: list[FactRow]) -> dict[str, Any]:
    """Return the document of `facts --json`."""
    return {
        "schema": SCHEMA,
        "facts": [asdict(row) for row in rows],
        "counts": dict(counts(rows)),
    }


def counts(rows: list[FactRow]) -> Iterator[tuple[str, int]]:
    """Yield how many facts there are of each kind and each detection."""
    for kind in ("limitation", "hub", "page_scan", "stage"):
        yield kind, sum(row.kind == kind for row in rows)
    for detection in Detection:
        yield detection.value, sum(row.detection is detection for row in rows)
