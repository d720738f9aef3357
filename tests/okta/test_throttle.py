"""The arithmetic of Okta's rate limits: never faster than allowed."""

import threading

import pytest

from apps.okta.throttle import (
    Budget,
    MemoryGate,
    RateHeaders,
    bucket_of,
    new_budget,
    rate_headers,
    server_time,
)
from tests.okta.clients import FakeTime


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
        {"x-rate-limit-reset": "9" * 400},
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
    huge = {**headers, "x-rate-limit-limit": "9" * 300}
    assert rate_headers(huge, now=0.0) == RateHeaders(1_000_000, 0, 600.0)
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


def test_a_limit_of_nothing_is_not_believed() -> None:
    budget = new_budget("/api/v1/apps", 50)
    budget.take(0.0)
    budget.report(RateHeaders(0, 3, 30.0), 200, 1.0)
    assert (budget.limit, budget.allowed, budget.remaining) == (None, 5, 3)


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


def test_the_gate_waits_in_short_naps_until_the_window_is_over() -> None:
    time = FakeTime()
    started = time.now
    gate = MemoryGate(50, clock=time.clock, sleep=time.sleep)
    for _ in range(5):
        gate.acquire("/api/v1/apps")
        gate.report("/api/v1/apps", RateHeaders(10, 9, 60.0), 200, time.now)
    gate.acquire("/api/v1/apps")
    assert time.now == pytest.approx(started + 61.0)
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
