"""The dates of a wave and its steps: every refusal, and what a reason allows."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from apps.facts.fact import Phase as When
from apps.facts.fact import StageSubject
from apps.facts.stages import STAGES
from apps.plans.dates import Dated, Frozen, OrgDate, Pause, Refusal, Span
from apps.plans.phases import NEEDED_BEFORE, PHASE_OF_STAGE, Phase, phase_of
from apps.plans.rules import (
    DueBefore,
    check_due,
    check_wave,
    due_date,
    missing_breaks,
)

START = date(2027, 3, 1)
OF_WAVES = {StageSubject.APPLICATION, StageSubject.AUTHORIZATION_SERVER}


def span(first: int, last: int) -> Span:
    return Span(START + timedelta(days=first), START + timedelta(days=last))


def dated(phase: Phase, first: int, last: int) -> Dated:
    return Dated(phase, span(first, last))


def sentences(refusals: tuple[Refusal, ...]) -> str:
    return " ".join(one.sentence for one in refusals)


GRANTS = dated(Phase.GRANTS, 0, 4)
SDK = dated(Phase.SDK, 7, 11)
SIGN_IN = dated(Phase.SIGN_IN, 14, 20)
GOOD = (GRANTS, SDK, SIGN_IN)


def test_every_step_after_the_upgrade_that_waves_take_is_in_one_phase() -> None:
    expected = {
        stage.id
        for stage in STAGES.values()
        if stage.subject in OF_WAVES and stage.phase is not When.PRE_UPGRADE
    }
    assert set(PHASE_OF_STAGE) == expected
    assert phase_of("widget_update_version") is None


@pytest.mark.parametrize("flow", ["recovery", "registration", "sign_in", "sign_out"])
def test_a_flow_is_replaced_in_the_phase_of_its_name(flow: str) -> None:
    phases = {
        PHASE_OF_STAGE[stage.id]
        for stage in STAGES.values()
        if stage.flow == flow and stage.id in PHASE_OF_STAGE
    }
    assert phases <= {Phase(flow)}


def test_no_step_is_in_an_earlier_phase_than_what_it_rests_on() -> None:
    for stage_id, phase in PHASE_OF_STAGE.items():
        for one in STAGES[stage_id].prerequisites:
            before = phase_of(one.stage)
            assert before is None or before.place <= phase.place, (stage_id, one)


def test_what_is_needed_is_needed_along_the_whole_way() -> None:
    assert (Phase.SDK, Phase.CLEAN_UP) in NEEDED_BEFORE
    assert (Phase.GRANTS, Phase.SIGN_IN) in NEEDED_BEFORE
    assert (Phase.RECOVERY, Phase.REGISTRATION) not in NEEDED_BEFORE
    assert all(first.place < last.place for first, last in NEEDED_BEFORE)


def test_phases_in_order_with_breaks_are_let_be() -> None:
    breaks = (Pause(Phase.GRANTS, span(5, 6)), Pause(Phase.SDK, span(12, 13)))
    freezes = (Frozen(span(21, 30), "Year end"),)
    orgs = (OrgDate("acme", "production", START - timedelta(days=1)),)
    assert check_wave(GOOD, breaks, freezes, orgs) == ()
    assert missing_breaks(GOOD, breaks) == ()
    assert missing_breaks(GOOD, breaks[:1]) == ((Phase.SDK, Phase.SIGN_IN),)


@pytest.mark.parametrize(
    ("phases", "breaks", "said", "field", "advised"),
    [
        ((dated(Phase.SDK, 4, 3),), (), "SDK ends before it starts", "sdk", False),
        (
            GOOD,
            (Pause(Phase.SDK, span(13, 12)),),
            "break after SDK ends before",
            "break_sdk",
            False,
        ),
        (
            (GRANTS, dated(Phase.SDK, 4, 8)),
            (),
            "SDK (from 5 March 2027 to 9 March 2027) overlaps Grants",
            "sdk",
            False,
        ),
        (
            (SIGN_IN, dated(Phase.GRANTS, 21, 22)),
            (),
            "Sign-in cannot come before Grants: “Replace sign-in” needs",
            "sign_in",
            False,
        ),
        (
            (dated(Phase.RECOVERY, 9, 10), dated(Phase.REGISTRATION, 5, 6)),
            (),
            "Okta advises Recovery before Registration",
            "registration",
            True,
        ),
        (GOOD, (Pause(Phase.GRANTS, span(4, 5)),), "begins before", "break_grants", 0),
        (GOOD, (Pause(Phase.GRANTS, span(5, 7)),), "runs into SDK", "break_grants", 0),
        (GOOD, (Pause(Phase.GRANTS, span(12, 13)),), "runs into SDK", "", False),
        (GOOD, (Pause(Phase.RECOVERY, span(5, 6)),), "no such phase", "", False),
    ],
)
def test_dates_that_cannot_be_are_refused_in_a_sentence(
    phases: tuple[Dated, ...],
    breaks: tuple[Pause, ...],
    *,
    said: str,
    field: str,
    advised: bool,
) -> None:
    (refusal,) = check_wave(phases, breaks)
    assert said in refusal.sentence
    assert refusal.field == field or not field
    assert refusal.advised is bool(advised)


@pytest.mark.parametrize(
    ("first", "last", "refused"),
    [(-3, -1, False), (-3, 0, True), (2, 3, True), (4, 9, True), (5, 6, False)],
)
def test_a_phase_that_touches_a_freeze_is_refused(
    *, first: int, last: int, refused: bool
) -> None:
    freeze = Frozen(span(first, last), "Black Friday", "acme")
    found = check_wave([GRANTS], freezes=[freeze])
    assert bool(found) is refused
    if refused:
        assert "the freeze of acme" in found[0].sentence
        assert "Black Friday" in found[0].sentence


@pytest.mark.parametrize(
    ("days", "done", "said"),
    [
        (-1, False, ""),
        (0, False, "is planned to be upgraded"),
        (9, False, "is planned to be upgraded"),
        (9, True, "was upgraded"),
        (None, True, ""),
        (None, False, ""),
    ],
)
def test_steps_after_the_upgrade_are_not_dated_before_it(
    *, days: int | None, done: bool, said: str
) -> None:
    day = None if days is None else START + timedelta(days=days)
    found = check_wave([GRANTS], orgs=[OrgDate("acme", "preview", day, done)])
    assert said in sentences(found) if said else found == ()


DAYS = st.integers(0, 40)
PHASES = st.dictionaries(st.sampled_from(Phase), st.tuples(DAYS, DAYS))


@given(PHASES, st.lists(st.tuples(DAYS, DAYS)), DAYS)
def test_what_is_not_refused_keeps_every_rule(
    days: dict[Phase, tuple[int, int]], frozen: list[tuple[int, int]], upgrade: int
) -> None:
    phases = [dated(phase, *pair) for phase, pair in days.items()]
    freezes = [Frozen(span(min(pair), max(pair)), "x") for pair in frozen]
    org = OrgDate("acme", "production", START + timedelta(days=upgrade))
    if check_wave(phases, (), freezes, [org]):
        return
    ordered = sorted(phases, key=lambda one: one.phase.place)
    for first, second in pairwise(ordered):
        assert first.span.ends < second.span.starts
    for one in phases:
        assert one.span.starts <= one.span.ends
        assert org.day is not None
        assert one.span.starts > org.day
        assert not any(one.span.meets(freeze.span) for freeze in freezes)


SWITCH = STAGES["replace_sign_in"]
UPDATE = STAGES["widget_update_version"]


def test_a_step_is_due_as_its_phase_ends_unless_a_day_was_set() -> None:
    assert due_date(SWITCH, GOOD) == SIGN_IN.span.ends
    assert due_date(SWITCH, [GRANTS]) is None
    assert due_date(SWITCH, GOOD, set_day=START) == START
    assert due_date(STAGES["org_upgraded"], upgrade_day=START) == START
    assert due_date(UPDATE, GOOD) is None
    assert due_date(UPDATE, GOOD, upgrade_day=START) == START - timedelta(days=1)


@pytest.mark.parametrize(
    ("day", "org", "said"),
    [
        (1, OrgDate("acme", "production", START + timedelta(days=1)), ""),
        (0, OrgDate("acme", "production", START + timedelta(days=1)), "comes after"),
        (0, OrgDate("acme", "production"), ""),
    ],
)
def test_a_day_set_by_hand_keeps_the_upgrade(day: int, org: OrgDate, said: str) -> None:
    found = check_due(SWITCH, START + timedelta(days=day), org=org)
    assert said in sentences(found) if said else found == ()
    assert check_due(UPDATE, START + timedelta(days=day), org=org) == ()


@pytest.mark.parametrize(
    ("before", "count", "advised"),
    [
        (DueBefore("A", technical=True, day=START + timedelta(days=9)), 1, False),
        (DueBefore("A", technical=False, day=START + timedelta(days=9)), 1, True),
        (DueBefore("A", technical=True, day=START), 0, False),
        (DueBefore("A", technical=True, day=None), 0, False),
        (
            DueBefore("A", technical=True, day=START + timedelta(days=9), is_met=True),
            0,
            0,
        ),
    ],
)
def test_a_day_before_a_prerequisite_is_refused_or_asks_for_a_reason(
    *, before: DueBefore, count: int, advised: bool
) -> None:
    org = OrgDate("acme", "production")
    found = check_due(SWITCH, START, org=org, befores=[before])
    assert len(found) == count
    assert all(one.advised is bool(advised) for one in found)


def test_a_day_in_a_freeze_is_refused() -> None:
    freeze = Frozen(span(0, 0), "Audit")
    found = check_due(UPDATE, START, org=OrgDate("a", "sandbox"), freezes=[freeze])
    assert "the freeze on 1 March 2027 (Audit)" in sentences(found)
