"""Steps in the three phases of the upgrade, as pages show them; decides no state."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from apps.checklists.queries import StepView
from apps.checklists.rules import State
from apps.core.templatetags.ui import STATES, Segments, segments
from apps.facts.fact import Phase

TITLES = {
    Phase.PRE_UPGRADE: "Before the upgrade",
    Phase.UPGRADE: "The upgrade",
    Phase.POST_UPGRADE: "After the upgrade",
}
HELD_UP = frozenset({State.WAITING, State.BLOCKED})


@dataclass(frozen=True)
class StepPhase:
    """The steps of one phase in their order, with how far they are."""

    title: str
    steps: tuple[StepView, ...]
    states: Segments
    settled: int
    is_open: bool


def next_of(steps: Iterable[StepView]) -> StepView | None:
    """Return the first step that somebody can work on now; None if none is left."""
    return next(
        (one for one in steps if not one.is_settled and one.state not in HELD_UP), None
    )


def phases_of(
    steps: tuple[StepView, ...], next_step: StepView | None, *, all_open: bool = False
) -> list[StepPhase]:
    """Return the phases that hold a step.

    Open are the phase of `next_step` and, with `all_open`, every unsettled one.
    """
    phases = []
    for phase, title in TITLES.items():
        held = tuple(step for step in steps if step.stage.phase is phase)
        if not held:
            continue
        settled = sum(step.is_settled for step in held)
        is_next = next_step is not None and next_step.stage.phase is phase
        phases.append(
            StepPhase(
                title=title,
                steps=held,
                states=segments(Counter(step.state.value for step in held), STATES),
                settled=settled,
                is_open=is_next or (all_open and settled < len(held)),
            )
        )
    return phases
