"""Variants measured in turn: A B A B, the ratio of each pair, their median."""

from collections.abc import Callable
from dataclasses import dataclass
from statistics import median
from typing import Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True)
class Pairs(Generic[T]):
    """The runs of two variants, pair by pair."""

    ours: list[T]
    theirs: list[T]

    def ratio(
        self,
        of_ours: Callable[[T], float],
        of_theirs: Callable[[T], float] | None = None,
    ) -> float:
        of_theirs = of_theirs or of_ours
        pairs = zip(self.ours, self.theirs, strict=True)
        return median(of_ours(one) / of_theirs(other) for one, other in pairs)


def in_turn(ours: Callable[[], T], theirs: Callable[[], T], times: int) -> Pairs[T]:
    """Run both `times` times, alternating which one goes first."""
    mine: list[T] = []
    other: list[T] = []
    for turn in range(times):
        steps = [(ours, mine), (theirs, other)]
        for run, kept in steps if turn % 2 == 0 else reversed(steps):
            kept.append(run())
    return Pairs(mine, other)
