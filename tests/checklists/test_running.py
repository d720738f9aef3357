"""Test runs before and after the upgrade, side by side."""

import pytest

from apps.accounts.models import User
from apps.checklists.models import CheckResult, CheckRun
from apps.checklists.pages.step_card import runs_of
from apps.checklists.services import RefusedError
from apps.checklists.services.running import CHECK_STAGES, Outcome, record_run
from apps.facts.stages import STAGES
from apps.orgs.models import Org
from tests.checklists.steps import DAY, WHY, application_of, make_step, state_of
from tests.factories import NOW

STAGE = "sdk_test_config"
ALL = CheckResult.Scenario.values


def outcomes(**other: str) -> dict[str, Outcome]:
    return {name: Outcome(other.get(name, "passed")) for name in ALL}


def test_every_table_belongs_to_a_step_that_a_person_can_prove() -> None:
    assert all("person" in STAGES[stage].proves for stage in CHECK_STAGES)


@pytest.mark.parametrize(
    ("moment", "results", "state"),
    [
        ("after", {}, "attested"),
        ("after", {"mfa": "not_used", "sign_up": "not_used"}, "attested"),
        ("after", {"mfa": "failed"}, ""),
        ("before", {}, ""),
    ],
)
def test_only_a_whole_run_after_the_upgrade_attests(
    org: Org, contributor: User, moment: str, results: dict[str, str], state: str
) -> None:
    place = make_step(org, STAGE)
    run = record_run(place, moment, outcomes(**results), "", contributor, NOW)
    assert state_of(place) == state
    assert bool(run.decision) == bool(state)
    assert run.results.count() == len(ALL)


@pytest.mark.parametrize(
    ("moment", "said"),
    [
        ("later", outcomes()),
        ("after", {"sign_in": Outcome("passed")}),
        ("after", outcomes(mfa="perhaps")),
        ("after", {name: Outcome("not_used") for name in ALL}),
        ("after", {**outcomes(), "other": Outcome("passed")}),
    ],
)
def test_a_run_says_of_every_scenario_how_it_went(
    org: Org, contributor: User, moment: str, said: dict[str, Outcome]
) -> None:
    with pytest.raises(RefusedError):
        record_run(make_step(org, STAGE), moment, said, "", contributor, NOW)
    assert not CheckRun.objects.exists()


def test_a_step_without_scenarios_takes_no_run(org: Org, contributor: User) -> None:
    place = make_step(org, "sdk_update_dependency")
    with pytest.raises(RefusedError, match="no test scenarios"):
        record_run(place, "after", outcomes(), "", contributor, NOW)


def test_the_newest_runs_stand_side_by_side(org: Org, contributor: User) -> None:
    place = make_step(org, STAGE)
    record_run(place, "before", outcomes(sign_out="failed"), "", contributor, NOW)
    record_run(place, "before", outcomes(), WHY, contributor, NOW + DAY)
    after = outcomes(recovery="failed", mfa="not_used")
    record_run(place, "after", after, "", contributor, NOW + 2 * DAY)
    runs = runs_of(application_of(place))[STAGE]
    assert len(runs.runs) == 3
    assert runs.before is not None
    assert runs.before.note == WHY
    worse = [line.scenario for line in runs.lines if line.got_worse]
    assert worse == ["Recovery"]
