"""How an application stands as a whole."""

import pytest

from apps.checklists.grading import grade, next_step, together
from apps.checklists.rules import State
from apps.facts.fact import Phase, Stage, StageSubject


def stage(name: str, subject: StageSubject = StageSubject.APPLICATION) -> Stage:
    return Stage(
        id=name,
        title=name,
        subject=subject,
        phase=Phase.PRE_UPGRADE,
        order=10,
        how=(),
        risk="",
        rollback="",
        source="https://example.com",
        url="https://example.com",
    )


def standing(*states: State) -> list[tuple[Stage, State]]:
    return [(stage(f"s{n}"), state) for n, state in enumerate(states)]


@pytest.mark.parametrize(
    ("expected", "model", "states", "severities"),
    [
        ("outside", "not_affected", [], []),
        ("outside", "not_affected", [], ["blocker"]),
        ("done", "redirect", [State.PROVEN, State.WAIVED, State.ATTESTED], []),
        ("done", "redirect", [State.NOT_APPLICABLE], ["high"]),
        ("blocked", "redirect", [State.PROVEN], ["blocker"]),
        ("blocked", "unsure", [State.NOT_STARTED], ["low", "blocker"]),
        ("at_risk", "redirect", [State.NOT_STARTED], ["high"]),
        ("at_risk", "redirect", [State.REOPENED, State.NOT_STARTED], []),
        ("at_risk", "redirect", [State.STALE], []),
        ("at_risk", "unsure", [State.NOT_STARTED], ["high"]),
        ("unsure", "unsure", [State.NOT_STARTED], ["medium"]),
        ("on_track", "redirect", [State.PROVEN, State.UNKNOWN], ["low"]),
        ("on_track", "redirect", [], []),
    ],
)
def test_grade(
    expected: str, model: str, states: list[State], severities: list[str]
) -> None:
    assert grade(model, standing(*states), severities) == expected


def test_a_reopened_step_of_a_brand_puts_no_application_at_risk() -> None:
    shared = (stage("brand", StageSubject.BRAND), State.REOPENED)
    assert grade("redirect", [shared, *standing(State.PROVEN)], []) == "on_track"


@pytest.mark.parametrize(
    ("expected", "states"),
    [
        ("s1", [State.PROVEN, State.NOT_STARTED, State.NOT_STARTED]),
        ("s2", [State.NOT_STARTED, State.WAITING, State.REOPENED]),
        ("s2", [State.PROVEN, State.WAITING, State.NOT_STARTED]),
        ("s1", [State.PROVEN, State.WAITING]),
        ("", [State.PROVEN, State.ATTESTED]),
        ("", []),
    ],
)
def test_the_next_step_is_one_that_somebody_can_work_on(
    expected: str, states: list[State]
) -> None:
    assert next_step(standing(*states)) == expected


@pytest.mark.parametrize(
    ("expected", "states"),
    [
        (State.NOT_APPLICABLE, []),
        (State.NOT_APPLICABLE, [State.NOT_APPLICABLE]),
        (State.PROVEN, [State.PROVEN, State.NOT_APPLICABLE]),
        (State.ATTESTED, [State.PROVEN, State.ATTESTED]),
        (State.IN_PROGRESS, [State.PROVEN, State.NOT_STARTED]),
        (State.NOT_STARTED, [State.NOT_STARTED, State.NOT_STARTED]),
        (State.WAITING, [State.NOT_STARTED, State.WAITING]),
        (State.REOPENED, [State.PROVEN, State.REOPENED]),
        (State.UNKNOWN, [State.PROVEN, State.UNKNOWN]),
    ],
)
def test_a_shared_step_stands_as_its_least_subject(
    expected: State, states: list[State]
) -> None:
    assert together(states) is expected
