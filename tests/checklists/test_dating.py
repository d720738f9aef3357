"""What dates do to an application: late steps put it at risk, or hold it up."""

from datetime import UTC, date, datetime, timedelta

import pytest

from apps.accounts.models import User
from apps.checklists.dating import dues_of
from apps.checklists.grading import grade
from apps.checklists.models import StepSetting
from apps.checklists.rules import State
from apps.checklists.services import recompute_application, sweep_due
from apps.checklists.services.lateness import newly_late
from apps.checklists.surveying import subject_of
from apps.facts.stages import STAGES, stages_of
from apps.inventory.models import Application, RecomputeRequest
from apps.orgs.models import EngineName, Org
from apps.plans import services
from apps.plans.dates import Dated, Span
from apps.plans.models import Wave
from apps.plans.phases import Phase
from tests.factories import make_application, make_snapshot

GRANTS = Span(date(2027, 3, 1), date(2027, 3, 5))
IN_TIME = datetime(2027, 3, 5, 23, tzinfo=UTC)
LATE = IN_TIME + timedelta(days=1)
CHECKLIST = stages_of("embedded_sdk")


def standing(**states: State) -> list:  # type: ignore[type-arg]  # of stage and state
    return [(stage, states.get(stage.id, State.NOT_STARTED)) for stage in CHECKLIST]


@pytest.mark.parametrize(
    ("overdue", "states", "expected"),
    [
        (set(), {}, "on_track"),
        ({"sdk_test_config"}, {}, "at_risk"),
        ({"app_interaction_code_grant"}, {}, "blocked"),
        (
            {"app_interaction_code_grant"},
            {"app_interaction_code_grant": "stale"},
            "at_risk",
        ),
    ],
)
def test_an_overdue_step_grades(
    overdue: set[str], states: dict[str, str], expected: str
) -> None:
    given = {stage: State(state) for stage, state in states.items()}
    assert grade("embedded_sdk", standing(**given), [], overdue) == expected


@pytest.fixture
def wave(org: Org, lead: User) -> Wave:
    wave = services.create_wave("First", org, lead)
    services.set_dates(wave, [Dated(Phase.GRANTS, GRANTS)], [], lead)
    return wave


@pytest.fixture
def application(org: Org, wave: Wave) -> Application:
    org.engine = EngineName.IDENTITY_ENGINE
    org.save()
    make_snapshot(org)
    return make_application(org, wave=wave, model="embedded_sdk")


def test_only_unsettled_steps_past_their_day_are_overdue(
    org: Org, application: Application
) -> None:
    dues = dues_of(org, [application])
    stage = STAGES["sdk_test_config"]
    assert dues.of(application, stage) == GRANTS.ends
    open_step = [(stage, State.NOT_STARTED)]
    assert dues.overdue(application, open_step, GRANTS.ends) == frozenset()
    assert dues.overdue(application, open_step, LATE.date()) == {stage.id}
    for state in (State.PROVEN, State.WAIVED, State.STALE):
        assert not dues.overdue(application, [(stage, state)], LATE.date())
    assert dues.of(application, STAGES["org_inventory"]) is None


def test_a_day_that_was_set_counts_instead_of_the_phase(
    org: Org, application: Application
) -> None:
    day = GRANTS.ends + timedelta(days=30)
    StepSetting.objects.create(
        org=org,
        application=application,
        subject=subject_of(application),
        stage="sdk_test_config",
        due=day,
        due_is_set=True,
    )
    assert dues_of(org, [application]).of(application, STAGES["sdk_test_config"]) == day


def test_a_recompute_grades_by_the_dates(application: Application) -> None:
    recompute_application(application, IN_TIME)
    application.refresh_from_db()
    assert application.grade == "on_track"
    recompute_application(application, LATE)
    application.refresh_from_db()
    assert application.grade in {"at_risk", "blocked"}


def test_a_sweep_tells_late_applications_once(application: Application) -> None:
    recompute_application(application, IN_TIME)
    RecomputeRequest.objects.all().delete()
    assert sweep_due(IN_TIME) == 0
    assert sweep_due(LATE) == 1
    application.refresh_from_db()
    assert application.grade in {"at_risk", "blocked"}
    assert sweep_due(LATE) == 0


def test_what_was_due_before_the_upgrade_is_late_on_its_day(
    org: Org, lead: User
) -> None:
    make_snapshot(org)
    row = make_application(org, model="embedded_widget")
    services.plan_upgrade(org, LATE, lead, now=IN_TIME - timedelta(days=40))
    RecomputeRequest.objects.all().delete()
    recompute_application(row, IN_TIME)
    assert list(newly_late(org, IN_TIME)) == []
    assert list(newly_late(org, LATE)) == [row.pk]
