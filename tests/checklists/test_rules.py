"""Every state of a step, and what beats what."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from apps.checklists.models import Evidence, StepState
from apps.checklists.rules import (
    SETTLED,
    STATE_OF_CODE,
    STEP_CODES,
    Answer,
    Before,
    Case,
    Decision,
    Says,
    State,
    Statement,
    shelf_life,
    step_state,
    who_can_prove,
)
from apps.facts.fact import Phase, Stage, StageSubject, Witness

NOW = datetime(2026, 3, 20, 12, tzinfo=UTC)
CONFIGURATION, PERSON = Witness.CONFIGURATION, Witness.PERSON


def stage(
    phase: Phase = Phase.PRE_UPGRADE,
    proves: tuple[Witness, ...] = (CONFIGURATION, PERSON),
    shelf_life_days: int | None = None,
) -> Stage:
    return Stage(
        id="a_stage",
        title="A stage",
        subject=StageSubject.APPLICATION,
        phase=phase,
        order=10,
        how=("Do it",),
        risk="none",
        rollback="none",
        source="https://example.com",
        url="https://example.com",
        proves=proves,
        denies=(CONFIGURATION,),
        shelf_life_days=shelf_life_days,
    )


def said(
    says: Says,
    witness: Witness = CONFIGURATION,
    *,
    days_ago: float = 0.5,
    since_days: float | None = None,
    probe: str = "a_probe",
    message: str = "",
) -> Statement:
    confirmed = NOW - timedelta(days=days_ago)
    shelf = {CONFIGURATION: 7, PERSON: 90}.get(witness, 30)
    return Statement(
        witness=witness,
        says=says,
        message=message or f"{witness.value} {says.value}.",
        observed_at=NOW - timedelta(days=since_days or days_ago),
        confirmed_at=confirmed,
        fresh_until=confirmed + timedelta(days=shelf),
        probe="" if witness is PERSON else probe,
    )


def state_of(*statements: Statement, at: Stage | None = None, **case: object) -> Answer:
    whole: dict[str, Any] = {"now": NOW, "engine": "identity_engine"} | case
    return step_state(at or stage(), statements, Case(**whole))


YES, NO, UNSEEN = Says.SUPPORTS, Says.DENIES, Says.UNKNOWN
EARLIER = NOW - timedelta(days=30)
UNMET = (Before("Earlier step", technical=True, state=State.NOT_STARTED),)
ADVISED = (Before("Earlier step", technical=False, state=State.NOT_STARTED),)


@pytest.mark.parametrize(
    ("expected", "statements", "case"),
    [
        # nothing said
        (State.NOT_STARTED, [], {}),
        (State.WAITING, [], {"befores": UNMET}),
        (State.NOT_STARTED, [], {"befores": ADVISED}),
        (State.BLOCKED, [], {"blockers": ("A rule routes to IWA.",)}),
        (State.BLOCKED, [], {"blockers": ("A rule.",), "befores": UNMET}),
        (State.UNKNOWN, [said(UNSEEN)], {}),
        (State.UNKNOWN, [said(UNSEEN)], {"blockers": ("A rule.",), "befores": UNMET}),
        (State.NOT_APPLICABLE, [said(Says.OUTSIDE)], {}),
        # configuration speaks
        (State.PROVEN, [said(YES)], {}),
        (State.PROVEN, [said(YES)], {"befores": UNMET}),
        (State.PROVEN, [said(YES)], {"blockers": ("A rule.",)}),
        (State.PROVEN, [said(YES), said(Says.OUTSIDE, probe="other")], {}),
        (State.NOT_STARTED, [said(NO)], {}),
        (State.WAITING, [said(NO)], {"befores": UNMET}),
        (State.REOPENED, [said(NO)], {"settled_at": EARLIER}),
        (State.REOPENED, [said(NO)], {"settled_at": EARLIER, "befores": UNMET}),
        (State.IN_PROGRESS, [said(YES), said(NO, probe="other")], {}),
        (
            State.REOPENED,
            [said(YES), said(NO, probe="other")],
            {"settled_at": EARLIER},
        ),
        # age
        (State.STALE, [said(YES, days_ago=8)], {"settled_at": EARLIER}),
        (State.STALE, [said(YES, days_ago=8), said(UNSEEN)], {"settled_at": EARLIER}),
        (State.PROVEN, [said(YES, days_ago=6), said(UNSEEN)], {"settled_at": EARLIER}),
        (State.UNKNOWN, [said(NO, days_ago=8)], {}),
        (State.REOPENED, [said(NO, days_ago=8)], {"settled_at": EARLIER}),
        # people
        (State.ATTESTED, [said(YES, PERSON, days_ago=80)], {}),
        (State.STALE, [said(YES, PERSON, days_ago=91)], {}),
        (State.ATTESTED, [said(YES, PERSON), said(UNSEEN)], {}),
        (State.PROVEN, [said(YES), said(YES, PERSON)], {}),
        (State.PROVEN, [said(YES), said(NO, PERSON)], {}),
        (State.ATTESTED, [said(YES, PERSON), said(NO, days_ago=1)], {}),
        (
            State.REOPENED,
            [said(YES, PERSON, days_ago=3), said(NO)],
            {"settled_at": EARLIER},
        ),
        (
            State.REOPENED,
            [said(YES, PERSON, days_ago=3), said(NO, PERSON)],
            {"settled_at": EARLIER},
        ),
        # witnesses disagree: the newer one counts
        (State.PROVEN, [said(YES, Witness.TRAFFIC), said(NO, days_ago=2)], {}),
        (
            State.REOPENED,
            [said(YES, Witness.TRAFFIC, days_ago=2), said(NO)],
            {"settled_at": EARLIER},
        ),
    ],
)
def test_state_follows_from_what_is_said(
    expected: State, statements: list[Statement], case: dict[str, Any]
) -> None:
    assert state_of(*statements, **case).state is expected


@pytest.mark.parametrize(
    "statements",
    [[], [said(YES)], [said(NO)], [said(UNSEEN)], [said(YES, PERSON)]],
)
@pytest.mark.parametrize("state", [State.WAIVED, State.NOT_APPLICABLE])
def test_a_decision_stands_above_everything_said(
    statements: list[Statement], state: State
) -> None:
    decision = Decision(state, "agreed", NOW + timedelta(days=1))
    answer = state_of(*statements, decision=decision, settled_at=EARLIER)
    assert answer.state is state
    assert "agreed" in answer.why
    assert answer.next_change_at == decision.until


def test_an_expired_waiver_is_as_if_never_given() -> None:
    decision = Decision(State.WAIVED, "agreed", NOW)
    assert state_of(said(YES), decision=decision).state is State.PROVEN


def test_a_later_stage_waits_for_the_upgrade_of_the_org() -> None:
    after = stage(Phase.POST_UPGRADE)
    classic = state_of(at=after, engine="classic")
    assert classic.state is State.WAITING
    assert "Identity Engine" in classic.why
    unseen = state_of(at=after, engine="")
    assert unseen.state is State.WAITING
    assert "which engine" in unseen.why
    assert state_of(at=after).state is State.NOT_STARTED


@pytest.mark.parametrize("phase", [Phase.PRE_UPGRADE, Phase.UPGRADE])
def test_what_an_org_did_before_its_upgrade_is_past_unless_it_is_denied(
    phase: Phase,
) -> None:
    track = replace(stage(phase), subject=StageSubject.ORG)
    assert state_of(at=track).state is State.NOT_APPLICABLE
    assert state_of(at=track, blockers=("A rule",)).state is State.NOT_APPLICABLE
    assert state_of(at=track, engine="classic").state is State.NOT_STARTED
    assert state_of(said(NO), at=track).state is State.NOT_STARTED
    assert state_of(said(YES), at=track).state is State.PROVEN
    shared = replace(track, models=("embedded_widget",))
    assert state_of(at=shared).state is State.NOT_STARTED


def test_a_stale_prerequisite_does_not_hold_the_next_step_up() -> None:
    befores = (Before("Earlier step", technical=True, state=State.STALE),)
    assert state_of(befores=befores).state is State.NOT_STARTED


def test_a_proven_step_says_what_is_not_proven_before_it() -> None:
    answer = state_of(said(YES), befores=UNMET)
    assert "Not proven before it: “Earlier step”." in answer.why
    assert answer.upheld_by == "a_probe"


def test_a_reopened_step_names_what_changed() -> None:
    denial = said(NO, since_days=2, message="Rule “HQ” routes to IWA.")
    answer = state_of(denial, settled_at=EARLIER)
    assert "18 February 2026" in answer.why
    assert "18 March 2026" in answer.why
    assert "Rule “HQ” routes to IWA." in answer.why


def test_an_open_step_says_who_can_prove_it() -> None:
    of_three = stage(proves=(Witness.TRAFFIC, Witness.SOURCE_CODE, PERSON))
    assert who_can_prove(of_three) == (
        "Can be proven by: sign-in traffic, a source scan or a person."
    )
    assert "a source scan or a person" in state_of(at=of_three).why
    assert who_can_prove(stage(proves=())).startswith("Nobody")


def test_blockers_are_counted_and_the_first_is_named() -> None:
    answer = state_of(blockers=("First.", "Second."))
    assert "2, first: First." in answer.why


def test_an_attestation_tells_when_it_ends() -> None:
    attested = said(YES, PERSON)
    assert state_of(attested).next_change_at == attested.fresh_until


def test_a_stage_may_have_a_shelf_life_of_its_own() -> None:
    assert shelf_life(stage(), CONFIGURATION) == timedelta(days=7)
    assert shelf_life(stage(), PERSON) == timedelta(days=90)
    assert shelf_life(stage(shelf_life_days=3), PERSON) == timedelta(days=3)


def test_every_state_has_one_letter_and_the_rows_use_the_same_words() -> None:
    assert [state.value for state in State] == StepState.values
    assert {says.value for says in Says} == set(Evidence.Says.values)
    assert len(set(STEP_CODES.values())) == len(State) == len(STATE_OF_CODE)
    assert all(STATE_OF_CODE[STEP_CODES[state]] is state for state in State)
    assert STEP_CODES[StepState.PROVEN] == "p"
    assert State(StepState.WAIVED) in SETTLED
