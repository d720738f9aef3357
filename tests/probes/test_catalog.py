"""What holds for every probe of the catalogue."""

from pathlib import Path

import pytest

from apps.facts import HUB_ITEMS, LIMITATIONS, PAGE_SCAN, STAGES
from apps.facts.fact import Fact
from apps.okta.parts import PARTS
from apps.okta.shapes import Application
from apps.okta.shapes.org import Engine
from apps.okta.snapshot import OrgSnapshot
from apps.probes.engine import judge_application, judge_org
from apps.probes.probe import ApplicationView, Kind, Outcome, Probe, Subject
from apps.probes.registry import PROBES
from tests.builders.org_snapshot import TAKEN_AT, org_of

FACTS = {**LIMITATIONS, **HUB_ITEMS}
SILENT = {Outcome.UNKNOWN, Outcome.NOT_APPLICABLE}
TESTS = Path(__file__).parent / "catalog"
every_probe = pytest.mark.parametrize("probe", PROBES.values(), ids=list(PROBES))


@every_probe
def test_a_probe_is_declared_whole(probe: Probe) -> None:
    assert (TESTS / f"test_{probe.id}.py").is_file()
    assert probe.source.startswith("https://")
    assert probe.title
    assert probe.why
    assert probe.fix
    assert probe.parts
    assert set(probe.parts) <= set(PARTS)
    assert probe.facts or probe.proves


@every_probe
def test_the_parts_it_reads_can_be_in_a_snapshot(probe: Probe) -> None:
    fields = set(OrgSnapshot.__dataclass_fields__) | {"applications"}
    assert set(probe.parts) <= fields
    assert ("applications" in probe.parts) == probe.is_per_application


@every_probe
def test_facts_and_probes_name_each_other(probe: Probe) -> None:
    for fact in probe.facts:
        kind, _, name = fact.partition(":")
        if kind == "stage":
            assert name in STAGES
        elif kind == "page_scan":
            assert fact in PAGE_SCAN
        else:
            assert probe.id in FACTS[fact].probes


@pytest.mark.parametrize("fact", FACTS.values(), ids=list(FACTS))
def test_a_fact_names_probes_that_name_it_back(fact: Fact) -> None:
    for probe_id in fact.probes:
        assert fact.id in PROBES[probe_id].facts


def test_every_page_pattern_is_scanned_for() -> None:
    scanned = {fact for probe in PROBES.values() for fact in probe.facts}
    assert set(PAGE_SCAN) <= scanned


@every_probe
def test_a_proof_speaks_of_steps_on_both_engines(probe: Probe) -> None:
    assert bool(probe.proves) == (probe.kind is Kind.PROOF)
    if probe.kind is Kind.PROOF:
        assert probe.asked_of == frozenset(Engine)
    for stage in probe.proves:
        subjects = {Subject.APPLICATION.value, STAGES[stage].subject.value}
        assert probe.subject.value in subjects


@every_probe
@pytest.mark.parametrize("engine", [None, *Engine])
def test_what_was_not_seen_never_passes_or_fails(
    probe: Probe, engine: Engine | None
) -> None:
    org = org_of(engine) if engine else OrgSnapshot(taken_at=TAKEN_AT)
    if probe.is_per_application:
        view = ApplicationView(Application(id="0oa1"), org, engine)
        verdicts = judge_application({probe.id: probe}, view)[probe.id]
    else:
        verdicts = judge_org({probe.id: probe}, org)[probe.id]
    assert verdicts
    if probe.parts != ("engine",) or engine is None:
        assert {verdict.outcome for verdict in verdicts} <= SILENT
