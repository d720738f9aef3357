"""The state of a step from evidence, prerequisites, decisions and the date; pure.

The newest machine denial beats older support; what is not seen is unknown, never done;
proof that is not renewed goes stale. Nobody sets a state: it follows from what is said.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from apps.facts.fact import Phase, Stage, StageSubject, Witness


class State(StrEnum):
    """The same values as apps.checklists.models.StepState; precedence is the order."""

    NOT_APPLICABLE = "not_applicable"
    WAIVED = "waived"
    REOPENED = "reopened"
    PROVEN = "proven"
    ATTESTED = "attested"
    STALE = "stale"
    UNKNOWN = "unknown"
    BLOCKED = "blocked"
    WAITING = "waiting"
    IN_PROGRESS = "in_progress"
    NOT_STARTED = "not_started"

    @property
    def label(self) -> str:
        return self.value.replace("_", " ").capitalize()


STEP_CODES: Mapping[str, str] = {
    State.PROVEN: "p",
    State.ATTESTED: "a",
    State.STALE: "s",
    State.UNKNOWN: "u",
    State.BLOCKED: "b",
    State.WAITING: "t",
    State.IN_PROGRESS: "i",
    State.NOT_STARTED: "n",
    State.REOPENED: "r",
    State.WAIVED: "w",
    State.NOT_APPLICABLE: "x",
}
STATE_OF_CODE: Mapping[str, State] = {
    code: State(state) for state, code in STEP_CODES.items()
}

SETTLED = frozenset({State.PROVEN, State.ATTESTED, State.WAIVED, State.NOT_APPLICABLE})
MET = SETTLED | {State.STALE}  # enough for the step that waits for it

SHELF_LIFE: Mapping[Witness, timedelta] = {
    Witness.CONFIGURATION: timedelta(days=7),
    Witness.TRAFFIC: timedelta(days=30),
    Witness.SOURCE_CODE: timedelta(days=30),
    Witness.PERSON: timedelta(days=90),
}
WITNESS_WORDS: Mapping[Witness, str] = {
    Witness.CONFIGURATION: "the org's configuration",
    Witness.TRAFFIC: "sign-in traffic",
    Witness.SOURCE_CODE: "a source scan",
    Witness.PERSON: "a person",
}


PAST = "The org runs Identity Engine already; this had its time before the upgrade."


class Says(StrEnum):
    """The same values as apps.checklists.models.Evidence.Says."""

    SUPPORTS = "supports"
    DENIES = "denies"
    UNKNOWN = "unknown"
    OUTSIDE = "outside"  # the question does not apply to this subject


@dataclass(frozen=True, slots=True)
class Statement:
    """What one witness says of one step, as last said by that probe or person.

    `observed_at`: when it began to say so; `confirmed_at`: when it last did;
    `fresh_until`: when that is too long ago.
    """

    witness: Witness
    says: Says
    message: str
    observed_at: datetime
    confirmed_at: datetime
    fresh_until: datetime
    probe: str = ""


@dataclass(frozen=True, slots=True)
class Decision:
    """What a person decided about a step: waived until a date, or not applicable."""

    state: State
    reason: str
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Before:
    """A prerequisite as it stands; `state` is None where nothing is known of it."""

    title: str
    technical: bool
    state: State


@dataclass(frozen=True, kw_only=True, slots=True)
class Case:
    """What surrounds a step. `engine` is empty where it was never seen.

    `blockers`: the messages of open blocker findings that stand before this step.
    `settled_at`: when the step was last proven or attested.
    """

    now: datetime
    engine: str = ""
    befores: tuple[Before, ...] = ()
    blockers: tuple[str, ...] = ()
    settled_at: datetime | None = None
    decision: Decision | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """The state of a step with its reason, and when time alone may change it."""

    state: State
    why: str
    next_change_at: datetime | None = None
    upheld_by: str = ""  # the probe whose fresh reading keeps it proven


def shelf_life(stage: Stage, witness: Witness) -> timedelta:
    """Return how long a statement of `witness` about `stage` stays fresh."""
    if stage.shelf_life_days is not None:
        return timedelta(days=stage.shelf_life_days)
    return SHELF_LIFE[witness]


def who_can_prove(stage: Stage) -> str:
    """Return "Can be proven by: ..." in the order the stage names its witnesses."""
    words = [WITNESS_WORDS[witness] for witness in stage.proves]
    if not words:
        return "Nobody can prove it from outside."
    said = words[0] if len(words) == 1 else f"{', '.join(words[:-1])} or {words[-1]}"
    return f"Can be proven by: {said}."


def step_state(stage: Stage, statements: Sequence[Statement], case: Case) -> Answer:
    """Return the state of one step, by the precedence of `State`."""
    if case.decision is not None and (answer := _decided(case.decision, case.now)):
        return answer
    denial = _denial(statements)
    supports = [one for one in statements if one.says is Says.SUPPORTS]
    supports = [one for one in supports if not _beaten(one, denial)]
    if not supports and denial is None and (outside := _outside(statements)):
        return Answer(State.NOT_APPLICABLE, outside.message)
    if denial is not None and not supports and case.settled_at is not None:
        return Answer(State.REOPENED, _reopened(denial, case.settled_at))
    if supports:
        return _supported(stage, supports, case)
    return _unproven(stage, statements, denial, case)


def _decided(decision: Decision, now: datetime) -> Answer | None:
    if decision.until is not None and decision.until <= now:
        return None
    until = f" until {day(decision.until)}" if decision.until else ""
    return Answer(
        decision.state,
        f"{decision.state.label}{until}: {decision.reason}",
        decision.until,
    )


def _denial(statements: Iterable[Statement]) -> Statement | None:
    denials = [one for one in statements if one.says is Says.DENIES]
    return max(denials, key=lambda one: one.confirmed_at, default=None)


def _beaten(support: Statement, denial: Statement | None) -> bool:
    """Tell whether a denial overrules a support.

    Two probes of one witness spoke of the same reading, so the denial holds; between
    witnesses the newer counts. A person's no undoes a person's yes, no machine's.
    """
    if denial is None:
        return False
    if denial.witness is Witness.PERSON and support.witness is not Witness.PERSON:
        return False
    same = denial.witness is support.witness is not Witness.PERSON
    return same or denial.confirmed_at >= support.confirmed_at


def _outside(statements: Sequence[Statement]) -> Statement | None:
    """Return why the step does not apply, if nothing that was said is anything else."""
    outside = [one for one in statements if one.says is Says.OUTSIDE]
    return outside[0] if outside and len(outside) == len(statements) else None


def _supported(stage: Stage, supports: Sequence[Statement], case: Case) -> Answer:
    machine = [one for one in supports if one.witness is not Witness.PERSON]
    fresh = [one for one in machine if one.fresh_until > case.now]
    if fresh:
        best = max(fresh, key=lambda one: one.fresh_until)
        return Answer(
            State.PROVEN,
            best.message + _unproven_before(case.befores),
            upheld_by=best.probe,
        )
    people = [one for one in supports if one.witness is Witness.PERSON]
    held = [one for one in people if one.fresh_until > case.now]
    if held:
        best = max(held, key=lambda one: one.fresh_until)
        why = f"Attested on {day(best.observed_at)}: {best.message}"
        return Answer(
            State.ATTESTED, why + _unproven_before(case.befores), best.fresh_until
        )
    last = max(supports, key=lambda one: one.fresh_until)
    return Answer(
        State.STALE,
        f"Last said on {day(last.confirmed_at)}, which counted until "
        f"{day(last.fresh_until)}: {last.message} {who_can_prove(stage)}",
    )


def _unproven(
    stage: Stage,
    statements: Sequence[Statement],
    denial: Statement | None,
    case: Case,
) -> Answer:
    if unseen := _unseen(stage, statements, denial, case.now):
        return Answer(State.UNKNOWN, unseen)
    if denial is None and _is_past(stage, case):
        return Answer(State.NOT_APPLICABLE, PAST)
    so_far = f" So far: {denial.message}" if denial else ""
    if case.blockers:
        count = len(case.blockers)
        first = (
            case.blockers[0] if count == 1 else f"{count}, first: {case.blockers[0]}"
        )
        return Answer(State.BLOCKED, f"An open blocker stands before it: {first}")
    if waits_for := _waits_for(stage, case):
        return Answer(State.WAITING, f"Waits for {waits_for}.{so_far}")
    passing = [one for one in statements if one.says is Says.SUPPORTS]
    if denial is not None and passing:
        why = f"In part: {passing[0].message} But: {denial.message}"
        return Answer(State.IN_PROGRESS, why)
    said = denial.message if denial else "Nothing was said about it yet."
    return Answer(State.NOT_STARTED, f"{said} {who_can_prove(stage)}")


def _unseen(
    stage: Stage,
    statements: Sequence[Statement],
    denial: Statement | None,
    now: datetime,
) -> str:
    """Return why nothing can be said; empty where something can.

    A denial that is too old gives way to a newer "could not tell".
    """
    ended = denial is None or denial.fresh_until <= now
    unseen = _newest(one for one in statements if one.says is Says.UNKNOWN)
    if ended and unseen is not None:
        return f"{unseen.message} {who_can_prove(stage)}"
    if ended and denial is not None:
        since = f"Not seen since {day(denial.confirmed_at)}, when it said: "
        return f"{since}{denial.message}"
    return ""


def _is_past(stage: Stage, case: Case) -> bool:
    """Tell whether a step of the org track had its time before the upgrade."""
    of_the_track = stage.subject is StageSubject.ORG and not stage.models
    before = stage.phase is not Phase.POST_UPGRADE
    return of_the_track and before and case.engine == "identity_engine"


def _waits_for(stage: Stage, case: Case) -> str:
    missing = [
        f"“{one.title}”"
        for one in case.befores
        if one.technical and one.state not in MET
    ]
    if missing:
        return " and ".join(missing)
    if stage.phase is Phase.POST_UPGRADE and case.engine != "identity_engine":
        if not case.engine:
            return "an answer which engine the org runs"
        return "the org's upgrade to Identity Engine"
    return ""


def _unproven_before(befores: Sequence[Before]) -> str:
    names = [f"“{one.title}”" for one in befores if one.state not in MET]
    return f" Not proven before it: {', '.join(names)}." if names else ""


def _reopened(denial: Statement, settled_at: datetime) -> str:
    return (
        f"It was settled on {moment(settled_at)}; since {moment(denial.observed_at)}: "
        f"{denial.message}"
    )


def _newest(statements: Iterable[Statement]) -> Statement | None:
    return max(statements, key=lambda one: one.observed_at, default=None)


def day(when: datetime) -> str:
    """Return a date as a person reads it."""
    return f"{when.day} {when:%B %Y}"


def moment(when: datetime) -> str:
    """Return a date with its time, for what may happen twice in one day."""
    return f"{day(when)}, {when:%H:%M} UTC"
