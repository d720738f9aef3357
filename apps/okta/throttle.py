"""Okta's rate limits: which bucket a call draws from, and how many calls may go when.

Source: https://developer.okta.com/docs/reference/rl-best-practices/
"""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from threading import Lock
from typing import Protocol

WINDOW_SECONDS = 60.0
MARGIN_SECONDS = 1.0  # `Reset` and `Date` are whole seconds
LONGEST_WAIT_SECONDS = 600.0  # a reset further away is not one of Okta's windows
LARGEST_LIMIT = 1_000_000  # more is not one of Okta's limits
LOST_AFTER_SECONDS = 180.0  # a call that was never reported is taken for lost
POLL_SECONDS = 0.2
LONGEST_NAP_SECONDS = 1.0  # so that an injected sleep can cancel soon

APPLICATIONS = "/api/v1/apps"
APPLICATION = "/api/v1/apps/{id}"
LOGS = "/api/v1/logs"
TOKEN = "/oauth2/v1/token"  # noqa: S105 (a path)
OTHER = "/api/v1"

# What a token sees on the smallest plan, before Okta tells: half the published value.
ASSUMED_LIMITS: Mapping[str, int] = {
    APPLICATIONS: 10,
    APPLICATION: 50,
    LOGS: 10,
    TOKEN: 75,
    OTHER: 50,
}


def bucket_of(path: str) -> str:
    """Return the bucket that a call to `path` draws from; a query is ignored.

    Every path outside the named families counts as one bucket: whether Okta divides
    them further is not known, and one is the careful reading.
    """
    segments = [part for part in path.split("?", 1)[0].split("/") if part]
    if segments[:3] == ["api", "v1", "apps"]:
        return APPLICATION if len(segments) == 4 else APPLICATIONS  # noqa: PLR2004
    if segments[:3] == ["api", "v1", "logs"]:
        return LOGS
    return TOKEN if segments[-1:] == ["token"] and segments[0] == "oauth2" else OTHER


@dataclass(frozen=True, slots=True)
class RateHeaders:
    """What one answer says about its bucket; `resets_in` is by the server's clock."""

    limit: int
    remaining: int
    resets_in: float

    @property
    def is_concurrency(self) -> bool:
        """True for the answer to too many calls at once: its reset is only a hint."""
        return self.limit == 0 and self.remaining == 0


def rate_headers(headers: Mapping[str, str], now: float) -> RateHeaders | None:
    """Return the rate headers of an answer, None where one is missing or unreadable.

    The reset is measured against the answer's `Date`, so that a local clock that is
    off does no harm; `now` (epoch seconds) stands in where there is no `Date`.
    """
    try:
        limit = int(headers["x-rate-limit-limit"])
        remaining = int(headers["x-rate-limit-remaining"])
        reset = float(int(headers["x-rate-limit-reset"]))
    except (KeyError, ValueError, OverflowError):
        return None
    server_now = server_time(headers)
    resets_in = reset - (now if server_now is None else server_now)
    resets_in = min(max(0.0, resets_in), LONGEST_WAIT_SECONDS)
    limit, remaining = (min(max(0, n), LARGEST_LIMIT) for n in (limit, remaining))
    return RateHeaders(limit, remaining, resets_in)


def server_time(headers: Mapping[str, str]) -> float | None:
    """Return the answer's `Date` as epoch seconds, None where it has none."""
    try:
        return parsedate_to_datetime(headers["date"]).timestamp()
    except (KeyError, ValueError, OverflowError):
        return None


@dataclass(slots=True, kw_only=True)
class Budget:
    """The arithmetic of one bucket; it neither waits nor locks nor reads a clock.

    All times are epoch seconds of the caller's clock. `taken` counts what we took in
    the running window, `in_flight` what was taken and not yet reported: those may still
    arrive in the next window, so they open its count. Where several of Okta's buckets
    hide behind one of ours, the smallest limit and the latest reset count.
    """

    share_percent: int
    assumed_limit: int
    limit: int | None = None
    remaining: int | None = None
    window_started_at: float | None = None
    resets_at: float | None = None
    taken: int = 0
    in_flight: int = 0
    held_until: float = 0.0

    @property
    def allowed(self) -> int:
        """Calls that we may make in one window; at least one."""
        limit = self.assumed_limit if self.limit is None else self.limit
        return max(1, limit * self.share_percent // 100)

    def take(self, now: float, want: int = 1) -> int:
        """Take up to `want` calls and return how many may go now; 0 means wait."""
        self._roll(now)
        if now < self.held_until:
            return 0
        count = max(0, min(want, self._left()))
        if count:
            if self.window_started_at is None:
                self.window_started_at = now
            self.taken += count
            self.in_flight += count
            if self.remaining is not None:
                self.remaining -= count
        return count

    def wait_seconds(self, now: float) -> float:
        """Return how long not to ask `take` again; 0.0 when a call may go now."""
        self._roll(now)
        if now < self.held_until:
            return self.held_until - now
        if self._left() > 0:
            return 0.0
        return POLL_SECONDS if self.resets_at is None else self.resets_at - now

    def give_back(self, count: int) -> None:
        """Return calls that were taken and never made."""
        self.taken = max(0, self.taken - count)
        self.in_flight = max(0, self.in_flight - count)

    def report(self, headers: RateHeaders | None, status: int, now: float) -> None:
        """Take in the end of one call; `status` 0 means that no answer came."""
        self._roll(now)
        self.in_flight = max(0, self.in_flight - 1)
        if headers is None:  # it fell into some window that began before now
            latest = now + WINDOW_SECONDS + MARGIN_SECONDS
            self.resets_at = max(self.resets_at or 0.0, latest)
        elif not headers.is_concurrency:
            self._learn(headers, now)
        if status == 429:  # noqa: PLR2004
            self._hold(headers, now)

    def _left(self) -> int:
        left = self.allowed - self.taken
        return left if self.remaining is None else min(left, self.remaining)

    def _roll(self, now: float) -> None:
        """Start afresh where the running window is over."""
        if self.window_started_at is None and self.resets_at is None:
            return
        lost = (self.window_started_at or 0.0) + LOST_AFTER_SECONDS
        end = lost if self.resets_at is None else self.resets_at
        if now < end:
            return
        if now >= lost and now - end >= WINDOW_SECONDS:
            self.in_flight = 0
        self.taken = self.in_flight
        self.window_started_at = now if self.in_flight else None
        self.resets_at = None
        self.remaining = None

    def _learn(self, headers: RateHeaders, now: float) -> None:
        fresh = self.remaining is None
        if headers.limit:
            same = self.limit is not None and not fresh
            self.limit = min(self.limit or 0, headers.limit) if same else headers.limit
        if headers.resets_in < 2 * MARGIN_SECONDS:
            return  # the very end of a window: it says nothing about the next
        ends = now + headers.resets_in + MARGIN_SECONDS
        self.resets_at = max(self.resets_at or 0.0, ends)
        remaining = headers.remaining
        self.remaining = remaining if fresh else min(self.remaining or 0, remaining)

    def _hold(self, headers: RateHeaders | None, now: float) -> None:
        if headers is None or headers.is_concurrency:
            wait = WINDOW_SECONDS if headers is None else headers.resets_in
            wait = min(max(wait, MARGIN_SECONDS), WINDOW_SECONDS)
        else:
            wait = headers.resets_in + MARGIN_SECONDS
        self.held_until = max(self.held_until, now + wait)


class Gate(Protocol):
    """What stands between the client and the wire; one `acquire` per request."""

    def acquire(self, bucket: str) -> None:
        """Block until one call may go; whatever its sleep raises passes through."""

    def report(
        self, bucket: str, headers: RateHeaders | None, status: int, now: float
    ) -> None:
        """Take in the end of a call: rate headers, status (0: no answer), epoch."""


class MemoryGate:
    """A gate for one process; sleeps a second at most at a time, so it can cancel."""

    def __init__(
        self,
        share_percent: int = 50,
        *,
        clock: Callable[[], float] = time.time,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._share_percent = share_percent
        self._clock = clock
        self._sleep = sleep
        self._lock = Lock()
        self._budgets: dict[str, Budget] = {}

    def acquire(self, bucket: str) -> None:
        while True:
            with self._lock:
                budget = self.budget(bucket)
                now = self._clock()
                if budget.take(now):
                    return
                wait = budget.wait_seconds(now)
            self._sleep(min(wait, LONGEST_NAP_SECONDS))

    def report(
        self, bucket: str, headers: RateHeaders | None, status: int, now: float
    ) -> None:
        with self._lock:
            self.budget(bucket).report(headers, status, now)

    def budget(self, bucket: str) -> Budget:
        """Return the live state of one bucket, for display."""
        if bucket not in self._budgets:
            self._budgets[bucket] = new_budget(bucket, self._share_percent)
        return self._budgets[bucket]


def new_budget(bucket: str, share_percent: int) -> Budget:
    """Return the state of a bucket of which Okta has said nothing yet."""
    limit = ASSUMED_LIMITS.get(bucket, ASSUMED_LIMITS[OTHER])
    return Budget(share_percent=share_percent, assumed_limit=limit)
