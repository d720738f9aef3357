"""Every documented fact is there, has a source, and says how it is answered."""

import re

import pytest

from apps.facts import HUB_ITEMS, LIMITATIONS, PAGE_SCAN, STAGES
from apps.facts.event_types import (
    CHANGED_COUNT,
    CLASSIC_ONLY,
    ENDED,
    IDENTITY_ENGINE_ONLY,
    MOVED_PHONE_NUMBER,
)
from apps.facts.fact import Detection, Fact
from apps.facts.hook_event_types import HOOK_ELIGIBLE
from apps.facts.page_scan import REMOVED_CONFIG
from apps.facts.widget import ENGINE_RULES, Version, embedded_engine
from apps.probes.probe import Severity
from tests.facts import expected_ids

FACTS = (*LIMITATIONS.values(), *HUB_ITEMS.values())


def test_no_fact_is_missing_and_none_is_invented() -> None:
    assert [each.partition(":")[2] for each in LIMITATIONS] == list(
        expected_ids.LIMITATIONS
    )
    assert {each.partition(":")[2] for each in HUB_ITEMS} == set(expected_ids.HUB_ITEMS)
    assert [each.partition(":")[2] for each in PAGE_SCAN] == list(
        expected_ids.PAGE_SCAN
    )
    assert (len(LIMITATIONS), len(HUB_ITEMS), len(PAGE_SCAN)) == (63, 26, 16)


@pytest.mark.parametrize("fact", FACTS, ids=lambda fact: fact.id)
def test_a_fact_says_how_it_is_answered(fact: Fact) -> None:
    assert fact.what_changes
    assert fact.fix
    assert fact.severity in set(Severity)
    assert fact.source.startswith("https://")
    assert bool(fact.probes) == (fact.detection is Detection.PROBE)
    if fact.detection is not Detection.PROBE:
        assert fact.reason
    if fact.detection is Detection.MANUAL:
        assert fact.look_at


@pytest.mark.parametrize(
    "fact_id",
    [
        "limitation:okta_mobile",
        "limitation:device_trust_mobile",
        "limitation:device_trust_desktop",
        "limitation:omm",
        "hub:OKTA_MOBILE",
        "hub:MOBILE_DEVICE_TRUST",
    ],
)
def test_what_no_api_shows_is_manual(fact_id: str) -> None:
    known = {**LIMITATIONS, **HUB_ITEMS}
    assert known[fact_id].detection is Detection.MANUAL


def test_texts_speak_of_okta_alone() -> None:
    told = re.compile(r"yaml|\bseed\b|digest|TODO", re.IGNORECASE)
    spoken = {fact.id: str(fact) for fact in FACTS}
    spoken |= {stage.id: str(stage) for stage in STAGES.values()}
    assert not [each for each, text in spoken.items() if told.search(text)]


def test_sources_are_public_pages() -> None:
    sources = {fact.source for fact in FACTS}
    sources |= {stage.source for stage in STAGES.values()}
    sources |= {stage.url for stage in STAGES.values()}
    sources |= {each.source for each in (*PAGE_SCAN.values(), *REMOVED_CONFIG.values())}
    sources |= {rule.source for rule in ENGINE_RULES}
    public = (
        "https://developer.okta.com/",
        "https://help.okta.com/",
        "https://support.okta.com/",
        "https://github.com/okta/",
    )
    assert not [source for source in sources if not source.startswith(public)]


def test_event_types_are_told_apart() -> None:
    assert len(HOOK_ELIGIBLE) == 314
    assert len(IDENTITY_ENGINE_ONLY) == 64
    assert MOVED_PHONE_NUMBER | CHANGED_COUNT <= HOOK_ELIGIBLE
    assert not ENDED & IDENTITY_ENGINE_ONLY
    assert not CLASSIC_ONLY & HOOK_ELIGIBLE
    assert "security.authenticator.lifecycle.activated" in IDENTITY_ENGINE_ONLY
    assert "security.authenticator.lifecycle.activate" in IDENTITY_ENGINE_ONLY


@pytest.mark.parametrize(
    ("version", "interaction_code", "classic", "expected"),
    [
        ((4, 5, 0), None, None, "classic"),
        ((5, 16, 1), None, None, "classic"),
        ((5, 1, 9), True, None, "invalid"),
        ((6, 9, 0), True, None, "identity_engine"),
        ((7, 0, 0), None, None, "identity_engine"),
        ((7, 20, 0), None, True, "classic"),
        ((7, 20, 0), False, None, "identity_engine"),
    ],
)
def test_the_engine_of_an_embedded_widget(
    version: Version,
    interaction_code: bool | None,  # noqa: FBT001
    classic: bool | None,  # noqa: FBT001
    expected: str,
) -> None:
    engine = embedded_engine(
        version,
        use_interaction_code_flow=interaction_code,
        use_classic_engine=classic,
    )
    assert engine == expected
