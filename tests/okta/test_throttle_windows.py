"""Whatever the traffic: no window of the server ever sees more than our share."""

import heapq
import math
from dataclasses import dataclass, field
from itertools import count

from hypothesis import given, settings
from hypothesis import strategies as st

from apps.okta.throttle import Budget, RateHeaders, new_budget

WINDOW = 60.0
IN_FLIGHT = 5


class Server:
    """Okta's side: a window of a minute that starts with anyone's first call."""

    def __init__(self, limit: int, *, round_up: bool) -> None:
        self.limit = limit
        self.round = math.ceil if round_up else math.floor
        self.ends = -1.0
        self.used = 0
        self.ours = 0
        self.most = 0

    def answer(self, now: float, *, ours: bool) -> RateHeaders:
        if now >= self.ends:
            self.ends, self.used, self.ours = now + WINDOW, 0, 0
        self.used += 1
        self.ours += ours
        self.most = max(self.most, self.ours)
        resets_in = self.round(self.ends) - math.floor(now)
        left = max(0, self.limit - self.used)
        return RateHeaders(self.limit, left, float(max(0, resets_in)))


@dataclass(frozen=True)
class Way:
    """How one call fares: the pause before it, its way there and back."""

    pause: float
    there: float
    back: float
    bare: bool


@dataclass
class Traffic:
    """Five calls in flight at most, as the gate lets them go; others call as well."""

    server: Server
    budget: Budget
    ways: list[Way]
    now: float
    events: list[tuple[float, int, str, int]] = field(default_factory=list)
    shown: dict[int, RateHeaders | None] = field(default_factory=dict)
    flying: int = 0
    made: int = 0
    ready_at: float = 0.0

    def run(self, calls: int, others_every: float) -> None:
        serial = count(calls)
        done = 0
        self._at(self.now + others_every, "other", next(serial))
        while done < calls:
            self._send(calls)
            self.now, number, kind, _ = self._next(calls)
            if kind == "arrives":
                answer = self.server.answer(self.now, ours=True)
                way = self._way(number)
                self.shown[number] = None if way.bare else answer
                self._at(self.now + way.back, "returns", number)
            elif kind == "returns":
                self.budget.report(self.shown.pop(number), 200, self.now)
                self.flying, done = self.flying - 1, done + 1
            elif kind == "other":
                self.server.answer(self.now, ours=False)
                self._at(self.now + others_every, "other", next(serial))

    def _send(self, calls: int) -> None:
        while self._may_send(calls) and self.budget.take(self.now):
            way = self._way(self.made)
            self._at(self.now + way.there, "arrives", self.made)
            self.flying, self.made = self.flying + 1, self.made + 1
            self.ready_at = self.now + self._way(self.made).pause

    def _may_send(self, calls: int) -> bool:
        idle = self.flying < IN_FLIGHT and self.made < calls
        return idle and self.now >= self.ready_at

    def _next(self, calls: int) -> tuple[float, int, str, int]:
        """Return the next event, or the moment at which the gate may be asked again."""
        if self.flying < IN_FLIGHT and self.made < calls:
            wait = max(self.ready_at - self.now, self.budget.wait_seconds(self.now))
            again = self.now + max(wait, 0.001)
            if again < self.events[0][0]:
                return again, 0, "again", 0
        moment, _, kind, number = heapq.heappop(self.events)
        return moment, number, kind, number

    def _way(self, number: int) -> Way:
        return self.ways[number % len(self.ways)]

    def _at(self, moment: float, kind: str, number: int) -> None:
        heapq.heappush(self.events, (moment, number, kind, number))


WAYS = st.builds(
    Way,
    pause=st.sampled_from([0.0, 0.0, 0.0, 0.3, 7.7, 29.0, 61.5]),
    there=st.sampled_from([0.0, 0.0, 0.1, 2.5, 9.0, 30.0]),
    back=st.floats(0.0, 0.9),
    bare=st.integers(0, 9).map(lambda number: number == 0),
)


@settings(max_examples=300, deadline=None)
@given(
    limit=st.integers(10, 40),
    share=st.integers(50, 100),
    round_up=st.booleans(),
    start=st.floats(0, 1),
    ways=st.lists(WAYS, min_size=1, max_size=30),
    others_every=st.floats(1.3, 90.0),
)
def test_no_window_of_the_server_ever_sees_more_than_the_share(
    *,
    limit: int,
    share: int,
    round_up: bool,
    start: float,
    ways: list[Way],
    others_every: float,
) -> None:
    """Slow ways, pauses, whole seconds; and other callers, or answers without headers.

    Not both: who is told nothing cannot know of a window that another caller started.
    """
    if any(way.bare for way in ways):
        others_every = math.inf
    server = Server(limit, round_up=round_up)
    budget = new_budget("/api/v1/apps", share)
    Traffic(server, budget, ways, now=1000.0 + start).run(150, others_every)
    assert server.most <= limit * share // 100
