"""Steps in the three phases of the upgrade, as pages show them; decides no state."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from apps.checklists.pages.step_card import Card
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
    cards: tuple[Card, ...]
    states: Segments
    settled: int
    is_open: bool


def next_of(steps: Iterable[StepView]) -> StepView | None:
    """Return the first step that somebody can work on now; None if none is left."""
    return next(
        (one for one in steps if not one.is_settled and one.state not in HELD_UP), None
    )


def phases_of(cards: Iterable[Card], *, all_open: bool = False) -> list[StepPhase]:
    """Return the phases that hold a step.

    Open are the phase of the next step and, with `all_open`, every unsettled one.
    """
    shown = tuple(cards)
    phases = []
    for phase, title in TITLES.items():
        held = tuple(card for card in shown if card.step.stage.phase is phase)
        if not held:
            continue
        settled = sum(card.step.is_settled for card in held)
        states = Counter(card.step.state.value for card in held)
        phases.append(
            StepPhase(
                title=title,
                cards=held,
                states=segments(states, STATES),
                settled=settled,
                is_open=any(card.is_next for card in held)
                or (all_open and settled < len(held)),
            )
        )
    return phases
