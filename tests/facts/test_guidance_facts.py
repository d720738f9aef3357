"""SDKs, old calls, switches and concepts: complete, sourced, and about real stages."""

import pytest

from apps.facts.code_patterns import CODE_PATTERNS, STATUS_MAPS, CodePattern
from apps.facts.concepts import CAPABILITIES, TERMS
from apps.facts.sdks import SDKS, Kind, Sdk
from apps.facts.stages import MODELS, STAGES
from apps.facts.switches import SWITCHES

PATTERNS = [one for group in CODE_PATTERNS.values() for one in group]


def test_no_sdk_and_no_pattern_is_missing() -> None:
    assert len(SDKS) == 17
    assert sum(len(group) for group in CODE_PATTERNS.values()) == 104
    assert len({one.id for one in PATTERNS}) == 104
    assert len(STATUS_MAPS) == 4


@pytest.mark.parametrize("sdk", SDKS.values(), ids=lambda sdk: sdk.id)
def test_an_sdk_names_its_packages_and_its_source(sdk: Sdk) -> None:
    assert sdk.classic
    assert bool(sdk.engine) == (sdk.kind is not Kind.NONE)
    assert sdk.minimum
    assert sdk.kind.words
    assert set(sdk.patterns) <= set(CODE_PATTERNS)
    assert set(sdk.models) <= set(MODELS)
    assert sdk.source.startswith("https://")
    assert sdk.url.startswith("https://")


@pytest.mark.parametrize("pattern", PATTERNS, ids=lambda pattern: pattern.id)
def test_an_old_call_has_a_replacement_a_stage_and_a_source(
    pattern: CodePattern,
) -> None:
    assert pattern.old
    assert pattern.new
    assert pattern.stage in STAGES
    assert pattern.severity.words
    assert pattern.source.startswith("https://")
    assert ".yaml" not in f"{pattern.new}{pattern.note}"


def test_capabilities_rest_on_stages_of_their_models() -> None:
    models = {*MODELS, "direct_auth"}
    for one in CAPABILITIES:
        assert set(one.stages) <= models
        for model, stages in one.stages.items():
            named = {model, "authn_api"} if model == "direct_auth" else {model}
            for stage in stages:
                assert not named.isdisjoint(STAGES[stage].models)
        assert all(stage in STAGES for stage in one.org_stages)
        assert one.source.startswith("https://")
    assert {"passwordless", "progressive_profiling", "app_level_policies"} <= {
        one.id for one in CAPABILITIES
    }


def test_terms_and_switches_have_sources() -> None:
    assert {"assurance", "authenticator", "factor-type"} <= set(TERMS)
    written = [word for term in TERMS.values() for word in term.written]
    assert len(written) == len(set(written))
    assert all(term.source.startswith("https://") for term in TERMS.values())
    assert set(SWITCHES) <= set(STAGES)
    assert all(
        one.source.startswith("https://") for each in SWITCHES.values() for one in each
    )
