"""Stages, their witnesses, and the checklist of each deployment model."""

import pytest

from apps.facts import ORG_TRACK, STAGES, stages_of
from apps.facts.fact import Phase, Stage, StageSubject, Witness
from apps.facts.stages import MODELS, TARGETS
from apps.probes.registry import PROBES
from tests.facts import expected_ids

CHECKLISTS = [(model, "") for model in MODELS] + [
    ("authn_api", target) for target in TARGETS
]
BRAND_STAGES = {
    "redirect_check_custom_page",
    "redirect_styling",
    "redirect_i18n",
    "redirect_deprecated_js",
    "redirect_set_widget_version",
}


def ids(stages: tuple[Stage, ...]) -> list[str]:
    return [stage.id for stage in stages]


def test_no_stage_is_missing() -> None:
    assert set(ids(ORG_TRACK)) == set(expected_ids.STAGES["org_track"])
    for model in ("redirect", "embedded_widget", "embedded_sdk"):
        assert set(ids(stages_of(model))) == set(expected_ids.STAGES[model])
    known = set(ids(stages_of("authn_api"))) | {"authn_direct_auth_grants"}
    assert known == set(expected_ids.STAGES["authn_api"])
    everything = {
        each for each_list in expected_ids.STAGES.values() for each in each_list
    }
    assert set(STAGES) == everything | {"decide_model"}
    assert (len(ORG_TRACK), len(STAGES)) == (22, 61)


def test_an_undecided_application_has_one_step_and_an_unaffected_one_none() -> None:
    assert ids(stages_of("unsure")) == ["decide_model"]
    assert stages_of("not_affected") == ()


def test_a_target_appends_its_stages_before_the_old_calls_are_retired() -> None:
    redirect = ids(stages_of("authn_api", "redirect"))
    assert redirect[:4] == [
        "authn_find_callers",
        "authn_pre_upgrade_fixes",
        "authn_test_after_upgrade",
        "authn_choose_target",
    ]
    assert set(ids(stages_of("redirect"))) < set(redirect)
    assert redirect[-1] == "authn_retire"
    direct = ids(stages_of("authn_api", "direct_auth"))
    assert "authn_direct_auth_grants" in direct
    assert "authn_follow_target_model" not in direct


def test_a_target_counts_for_the_authentication_api_alone() -> None:
    assert stages_of("redirect", "embedded_sdk") == stages_of("redirect")


@pytest.mark.parametrize(("model", "target"), [("unheard", ""), ("authn_api", "saml")])
def test_a_word_that_is_no_model_is_refused(model: str, target: str) -> None:
    with pytest.raises(ValueError, match="no checklist"):
        stages_of(model, target)


@pytest.mark.parametrize(("model", "target"), CHECKLISTS)
def test_a_checklist_is_in_order_and_names_a_stage_once(
    model: str, target: str
) -> None:
    stages = ids(stages_of(model, target))
    assert len(stages) == len(set(stages))
    place = {stage: number for number, stage in enumerate(stages)}
    for stage in stages:
        for before in STAGES[stage].prerequisites:
            if before.stage in place:
                assert place[before.stage] < place[stage], (before.stage, stage)


@pytest.mark.parametrize("stage", STAGES.values(), ids=lambda stage: stage.id)
def test_a_stage_can_be_proven_and_says_how(stage: Stage) -> None:
    assert stage.how
    assert stage.risk
    assert stage.rollback
    assert stage.proves
    assert {each.stage for each in stage.prerequisites} <= set(STAGES)
    assert stage.id not in {each.stage for each in stage.prerequisites}


def test_stages_know_their_subjects() -> None:
    subjects = {stage.id: stage.subject for stage in STAGES.values()}
    assert {
        stage for stage, kind in subjects.items() if kind is StageSubject.BRAND
    } == BRAND_STAGES
    assert subjects["as_interaction_code_grant"] is StageSubject.AUTHORIZATION_SERVER
    assert subjects["cors_locate_and_register"] is StageSubject.ORG
    assert {stage.subject for stage in ORG_TRACK} == {StageSubject.ORG}


def test_what_cannot_work_on_classic_rests_on_the_upgrade() -> None:
    def technical(stage_id: str) -> set[str]:
        return {each.stage for each in STAGES[stage_id].prerequisites if each.technical}

    for grant in ("as_interaction_code_grant", "app_interaction_code_grant"):
        assert "org_upgraded" in technical(grant)
        assert grant in technical("widget_switch_interaction_code")
    assert technical("org_schedule") >= {"org_delete_iwa_rules", "org_rename_duo_idp"}
    for stage in ORG_TRACK:
        if stage.phase is Phase.POST_UPGRADE:
            assert "org_upgraded" in technical(stage.id), stage.id


def test_configuration_speaks_exactly_where_a_probe_does() -> None:
    spoken = {stage for probe in PROBES.values() for stage in probe.proves}
    named = {
        stage.id
        for stage in STAGES.values()
        if Witness.CONFIGURATION in stage.proves + stage.denies
    }
    assert spoken == named
