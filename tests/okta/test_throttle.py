"""The arithmetic of Okta's rate limits: never faster than allowed."""

import heapq
import math
import threading
from dataclasses import dataclass, field
from itertools import count

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from apps.okta.throttle import (
    Budget,
    MemoryGate,
    RateHeaders,
    bucket_of,
    new_budget,
    rate_headers,
    server_time,
)

WINDOW = 60.0
IN_FLIGHT = 5


@pytest.mark.parametrize(
    ("path", "bucket"),
    [
        ("/api/v1/apps", "/api/v1/apps"),
        ("/api/v1/apps?limit=200&after=0oa1", "/api/v1/apps"),
        ("/api/v1/apps/0oa1", "/api/v1/apps/{id}"),
        ("/api/v1/apps/0oa1/users", "/api/v1/apps"),
        ("/api/v1/logs?since=x", "/api/v1/logs"),
        ("/oauth2/v1/token", "/oauth2/v1/token"),
        ("/api/v1/policies?type=PASSWORD", "/api/v1"),
        ("/api/v1/authorizationServers/aus1/policies", "/api/v1"),
        ("/.well-known/okta-organization", "/api/v1"),
        ("/", "/api/v1"),
    ],
)
def test_each_path_draws_from_its_bucket(path: str, bucket: str) -> None:
    assert bucket_of(path) == bucket


def test_the_reset_is_measured_against_the_servers_own_clock() -> None:
    """A local clock that is an hour fast changes nothing."""
    headers = {
        "x-rate-limit-limit": "10",
        "x-rate-limit-remaining": "9",
        "x-rate-limit-reset": "1767772650",
        "date": "Wed, 07 Jan 2026 07:57:00 GMT",
    }
    found = rate_headers(headers, now=1767772620 + 3600)
    assert found == RateHeaders(limit=10, remaining=9, resets_in=30.0)


def test_without_a_date_the_local_clock_stands_in() -> None:
    headers = {
        "x-rate-limit-limit": "10",
        "x-rate-limit-remaining": "9",
        "x-rate-limit-reset": "1000",
    }
    found = rate_headers(headers, now=990.0)
    assert found is not None
    assert found.resets_in == 10.0
    assert server_time({"date": "yesterday"}) is None


@pytest.mark.parametrize(
    "change",
    [
        {"x-rate-limit-limit": ""},
        {"x-rate-limit-remaining": "many"},
        {"x-rate-limit-reset": "soon"},
    ],
)
def test_unreadable_rate_headers_count_as_missing(change: dict[str, str]) -> None:
    good = {
        "x-rate-limit-limit": "10",
        "x-rate-limit-remaining": "9",
        "x-rate-limit-reset": "1000",
    }
    assert rate_headers({**good, **change}, now=0.0) is None
    assert rate_headers({}, now=0.0) is None


def test_a_reset_far_away_or_long_past_is_not_believed() -> None:
    headers = {
        "x-rate-limit-limit": "-1",
        "x-rate-limit-remaining": "-1",
        "x-rate-limit-reset": "99999999999",
    }
    assert rate_headers(headers, now=0.0) == RateHeaders(0, 0, 600.0)
    past = rate_headers({**headers, "x-rate-limit-reset": "5"}, now=100.0)
    assert past is not None
    assert past.resets_in == 0.0


def test_before_okta_tells_the_smallest_plan_is_assumed() -> None:
    assert new_budget("/api/v1/apps", 50).allowed == 5
    assert new_budget("a bucket of tomorrow", 50).allowed == 25
    assert Budget(share_percent=1, assumed_limit=10).allowed == 1


def test_the_share_is_of_the_limit_that_the_credential_sees() -> None:
    budget = new_budget("/api/v1/apps", 50)
    assert budget.take(0.0, 5) == 5
    assert budget.take(0.0) == 0
    budget.report(RateHeaders(100, 95, 60.0), 200, 0.1)
    assert budget.allowed == 50
    assert budget.take(0.2, 100) == 45
    assert budget.wait_seconds(0.2) == pytest.approx(60.9)


def test_what_others_spent_counts_against_us_too() -> None:
    budget = new_budget("/api/v1", 50)
    assert budget.take(0.0) == 1
    budget.report(RateHeaders(100, 3, 30.0), 200, 0.1)
    assert budget.take(0.2, 10) == 3
    assert budget.take(0.2, 10) == 0


def test_the_window_ends_at_the_reset_and_not_before() -> None:
    budget = new_budget("/api/v1/apps", 50)
    budget.take(0.0, 5)
    for _ in range(5):
        budget.report(RateHeaders(10, 5, 20.0), 200, 1.0)
    assert budget.take(21.9) == 0
    assert budget.take(22.0) == 1
    assert budget.taken == 1


def test_calls_still_on_their_way_open_the_next_window() -> None:
    budget = new_budget("/api/v1/apps", 50)
    budget.take(0.0, 5)
    for _ in range(2):
        budget.report(RateHeaders(10, 5, 20.0), 200, 1.0)
    assert budget.take(22.0, 5) == 2


def test_an_answer_without_headers_puts_off_the_end_of_the_window() -> None:
    budget = new_budget("/api/v1/apps", 50)
    budget.take(0.0, 5)
    budget.report(None, 401, 1.0)
    assert budget.resets_at == 62.0
    budget.report(None, 0, 30.0)
    assert budget.resets_at == 91.0


def test_a_report_at_the_very_end_of_a_window_says_nothing_of_the_next() -> None:
    budget = new_budget("/api/v1", 50)
    budget.take(0.0)
    budget.report(RateHeaders(100, 1, 1.0), 200, 0.5)
    assert budget.resets_at is None
    assert budget.take(0.6, 10) == 10
    assert budget.wait_seconds(0.6) == 0.0


def test_while_nothing_is_known_it_is_asked_again_soon() -> None:
    budget = new_budget("/api/v1/apps", 50)
    budget.take(0.0, 5)
    assert budget.wait_seconds(0.0) == pytest.approx(0.2)


def test_the_smallest_limit_and_latest_reset_count_within_a_window() -> None:
    budget = new_budget("/api/v1", 50)
    budget.take(0.0, 3)
    budget.report(RateHeaders(600, 599, 50.0), 200, 1.0)
    budget.report(RateHeaders(100, 99, 60.0), 200, 1.0)
    budget.report(RateHeaders(600, 598, 40.0), 200, 1.0)
    assert (budget.limit, budget.remaining, budget.resets_at) == (100, 99, 62.0)


def test_429_holds_until_the_stated_reset() -> None:
    budget = new_budget("/api/v1", 50)
    budget.take(0.0)
    budget.report(RateHeaders(100, 0, 42.0), 429, 1.0)
    assert budget.take(43.9) == 0
    assert budget.wait_seconds(43.0) == 1.0
    assert budget.take(44.0) == 1


def test_429_without_headers_holds_a_minute() -> None:
    budget = new_budget("/api/v1", 50)
    budget.take(0.0)
    budget.report(None, 429, 1.0)
    assert budget.held_until == 61.0


@pytest.mark.parametrize(("hint", "held"), [(0.0, 2.0), (30.0, 31.0), (600.0, 61.0)])
def test_too_many_at_once_holds_a_while_and_leaves_the_limit(
    hint: float, held: float
) -> None:
    budget = new_budget("/api/v1", 50)
    budget.take(0.0)
    budget.report(RateHeaders(100, 99, 60.0), 200, 0.5)
    budget.take(0.6)
    budget.report(RateHeaders(0, 0, hint), 429, 1.0)
    assert budget.limit == 100
    assert budget.held_until == held


def test_calls_never_made_can_be_given_back() -> None:
    budget = new_budget("/api/v1/apps", 50)
    budget.take(0.0, 5)
    budget.give_back(3)
    assert (budget.taken, budget.in_flight) == (2, 2)
    assert budget.take(0.0, 5) == 3


def test_calls_that_were_never_reported_are_taken_for_lost() -> None:
    """A killed worker must not starve the others for ever."""
    budget = new_budget("/api/v1/apps", 50)
    assert budget.take(0.0, 5) == 5
    assert budget.take(179.0) == 0
    assert budget.take(400.0, 5) == 5


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


class FakeTime:
    """A clock that only sleeping moves."""

    def __init__(self) -> None:
        self.now = 1000.0
        self.naps: list[float] = []

    def clock(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.naps.append(seconds)
        self.now += seconds


def test_the_gate_waits_in_short_naps_until_the_window_is_over() -> None:
    time = FakeTime()
    gate = MemoryGate(50, clock=time.clock, sleep=time.sleep)
    for _ in range(5):
        gate.acquire("/api/v1/apps")
        gate.report("/api/v1/apps", RateHeaders(10, 9, 60.0), 200, time.now)
    gate.acquire("/api/v1/apps")
    assert time.now == pytest.approx(1061.0)
    assert max(time.naps) <= 1.0


def test_buckets_do_not_wait_for_each_other() -> None:
    time = FakeTime()
    gate = MemoryGate(50, clock=time.clock, sleep=time.sleep)
    for _ in range(5):
        gate.acquire("/api/v1/apps")
    gate.acquire("/api/v1")
    assert time.naps == []
    assert gate.budget("/api/v1").taken == 1


def test_what_the_sleep_raises_ends_the_wait() -> None:
    class CancelledError(Exception):
        pass

    def cancel(_: float) -> None:
        raise CancelledError

    gate = MemoryGate(50, clock=lambda: 0.0, sleep=cancel)
    for _ in range(5):
        gate.acquire("/api/v1/apps")
    with pytest.raises(CancelledError):
        gate.acquire("/api/v1/apps")


def test_five_threads_together_get_no_more_than_the_share() -> None:
    passed: list[int] = []
    stopped = threading.Event()

    class StoppedError(Exception):
        pass

    def sleep(_: float) -> None:
        if stopped.wait(0.001):
            raise StoppedError

    gate = MemoryGate(50, clock=lambda: 0.0, sleep=sleep)

    def work() -> None:
        try:
            for _ in range(20):
                gate.acquire("/api/v1")
                passed.append(1)
        except StoppedError:
            return

    threads = [threading.Thread(target=work) for _ in range(5)]
    for thread in threads:
        thread.start()
    while len(passed) < 25:
        stopped.wait(0.001)
    stopped.wait(0.05)
    stopped.set()
    for thread in threads:
        thread.join()
    assert len(passed) == 25
