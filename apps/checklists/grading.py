"""How an application stands as a whole: its grade and its next step; pure."""

from collections.abc import Collection, Sequence

from apps.checklists.rules import MET, SETTLED, State
from apps.facts.fact import Stage, StageSubject

OWN = frozenset({StageSubject.APPLICATION, StageSubject.AUTHORIZATION_SERVER})
SHAKEN = frozenset({State.REOPENED, State.STALE})
SHAKEN_FIRST = frozenset({State.REOPENED})
NOT_YET = frozenset({State.WAITING, State.BLOCKED, State.UNKNOWN})

Standing = Sequence[tuple[Stage, State]]


def grade(
    model: str,
    standing: Standing,
    severities: Sequence[str],
    overdue: Collection[str] = (),
) -> str:
    """Return the grade of an application; `severities` are those of open findings.

    Steps of its org and brands count towards done, but a shaken one of theirs does not
    put every application at risk. `overdue`: stages that are past their day; one that
    another stage needs blocks.
    """
    if model == "not_affected":
        return "outside"
    own = {state for stage, state in standing if stage.subject in OWN}
    if "blocker" in severities:
        return "blocked"
    if standing and all(state in SETTLED for _, state in standing):
        return "done"
    if overdue and _holds_up(standing, overdue):
        return "blocked"
    if "high" in severities or own & SHAKEN or overdue:
        return "at_risk"
    return "unsure" if model == "unsure" else "on_track"


def _holds_up(standing: Standing, overdue: Collection[str]) -> bool:
    """Tell whether an overdue stage is one that an unsettled one technically needs."""
    late = {
        stage.id
        for stage, state in standing
        if stage.id in overdue and state not in MET
    }
    return any(
        one.technical and one.stage in late
        for stage, state in standing
        if state not in SETTLED
        for one in stage.prerequisites
    )


def next_step(standing: Standing) -> str:
    """Return the stage that somebody can work on now, else the first unsettled one."""
    own = [(stage, state) for stage, state in standing if stage.subject in OWN]
    candidates = [pair for pair in own or standing if pair[1] not in SETTLED]
    for fits in (SHAKEN_FIRST, frozenset(State) - NOT_YET, frozenset(State)):
        for stage, state in candidates:
            if state in fits:
                return stage.id
    return ""


def together(states: Sequence[State]) -> State:
    """Return the state of a step that several subjects share, as their least.

    Some settled and some not is in progress, unless one of them needs attention.
    """
    for state in (State.REOPENED, State.UNKNOWN, State.STALE, State.BLOCKED):
        if state in states:
            return state
    open_states = [state for state in states if state not in SETTLED]
    counted = [state for state in states if state is not State.NOT_APPLICABLE]
    if not counted:
        return State.NOT_APPLICABLE
    if not open_states:
        return max(counted, key=list(State).index)
    if len(open_states) < len(counted):
        return State.IN_PROGRESS
    return min(open_states, key=list(State).index)
