"""The rate limit of one org, shared by every process: a gate that leases from rows.

Short transactions only, never one over a call or a wait.
"""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime

from django.db import connection, transaction

from apps.okta.throttle import (
    LONGEST_NAP_SECONDS,
    WINDOW_SECONDS,
    Budget,
    RateHeaders,
    new_budget,
)
from apps.orgs.models import RateBucket

TOO_MANY_REQUESTS = 429
LARGEST_BLOCK = 10
BLOCKS_PER_WINDOW = 10


@dataclass
class _Lease:
    """What this process holds of one bucket: calls that may go, ends to hand in."""

    left: int = 0
    expires_at: float = 0.0
    useless_until: float = 0.0  # asking the row again before then finds nothing
    ended: list[tuple[RateHeaders | None, int, float]] = field(default_factory=list)


class DbGate:
    """The gate of one org for one process; safe for threads.

    Whatever the number of processes, no more calls go in a window than the share
    allows: a call goes only if it was counted in the bucket's row before. A lease that
    was not used in a window's length is handed back, for a row forgets calls that
    nobody reports.
    """

    def __init__(
        self,
        org_id: int,
        share_percent: int,
        *,
        clock: Callable[[], float] = time.time,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._org_id = org_id
        self._share_percent = share_percent
        self._clock = clock
        self._sleep = sleep
        self._lock = threading.Lock()
        self._home = threading.get_ident()
        self._leases: dict[str, _Lease] = {}

    def acquire(self, bucket: str) -> None:
        """Block until one call may go; whatever the injected sleep raises passes."""
        while (wait := self._try(bucket)) > 0:
            self._sleep(min(wait, LONGEST_NAP_SECONDS))

    def report(
        self, bucket: str, headers: RateHeaders | None, status: int, now: float
    ) -> None:
        """Take in the end of a call; a 429 is written at once, for everybody."""
        with self._lock:
            lease = self._lease(bucket)
            lease.ended.append((headers, status, now))
            urgent = status == TOO_MANY_REQUESTS or not lease.left
            if urgent:
                lease.useless_until = 0.0
                with self._row(bucket) as budget:
                    self._settle(lease, budget)

    def close(self) -> None:
        """Hand back what was leased and not used, and report what has ended."""
        with self._lock:
            for bucket, lease in self._leases.items():
                if lease.left or lease.ended:
                    with self._row(bucket) as budget:
                        self._settle(lease, budget)
                        budget.give_back(lease.left)
                        lease.left = 0

    def _try(self, bucket: str) -> float:
        """Return 0.0 where one call may go now, else for how long to wait."""
        with self._lock:
            lease, now = self._lease(bucket), self._clock()
            if lease.left and now < lease.expires_at:
                held = self._held_seconds(bucket, now)
                if held <= 0:
                    lease.left -= 1
                return max(held, 0.0)
            if now < lease.useless_until:
                return lease.useless_until - now
            with self._row(bucket) as budget:
                self._settle(lease, budget)
                budget.give_back(lease.left)  # expired
                lease.left = budget.take(now, self._block(budget))
                wait = 0.0 if lease.left else budget.wait_seconds(now)
            lease.expires_at = now + WINDOW_SECONDS
            lease.useless_until = now + min(wait, LONGEST_NAP_SECONDS)
            if lease.left:
                lease.left -= 1
            return wait

    def _lease(self, bucket: str) -> _Lease:
        return self._leases.setdefault(bucket, _Lease())

    @staticmethod
    def _settle(lease: _Lease, budget: Budget) -> None:
        for headers, status, ended_at in lease.ended:
            budget.report(headers, status, ended_at)
        lease.ended.clear()

    @staticmethod
    def _block(budget: Budget) -> int:
        return max(1, min(LARGEST_BLOCK, budget.allowed // BLOCKS_PER_WINDOW))

    def _held_seconds(self, bucket: str, now: float) -> float:
        """Return for how long another process's 429 holds this bucket; one read."""
        with self._own_connection():
            held = (
                RateBucket.objects.filter(org_id=self._org_id, bucket=bucket)
                .values_list("held_until", flat=True)
                .first()
            )
        return _seconds(held) - now if held else 0.0

    @contextmanager
    def _row(self, bucket: str) -> Iterator[Budget]:
        """Yield the bucket's budget under its row's lock, and write it back."""
        with self._own_connection():
            rows = RateBucket.objects.filter(org_id=self._org_id, bucket=bucket)
            if not rows.exists():
                RateBucket.objects.get_or_create(org_id=self._org_id, bucket=bucket)
            with transaction.atomic():
                row = rows.select_for_update().get()
                budget = budget_of(row, self._share_percent)
                yield budget
                fill(row, budget)
                row.save()

    @contextmanager
    def _own_connection(self) -> Iterator[None]:
        """Close what a helper thread opened, before it is lost with the thread."""
        try:
            yield
        finally:
            if threading.get_ident() != self._home:
                connection.close()


def budget_of(row: RateBucket, share_percent: int) -> Budget:
    """Return the arithmetic of a row as it stands."""
    budget = new_budget(row.bucket, share_percent)
    budget.limit = row.limit
    budget.remaining = row.remaining
    budget.window_started_at = _seconds_or_none(row.window_started_at)
    budget.resets_at = _seconds_or_none(row.resets_at)
    budget.taken = row.taken
    budget.in_flight = row.in_flight
    budget.held_until = _seconds_or_none(row.held_until) or 0.0
    return budget


def fill(row: RateBucket, budget: Budget) -> None:
    row.limit = budget.limit
    row.remaining = None if budget.remaining is None else max(0, budget.remaining)
    row.window_started_at = _moment(budget.window_started_at)
    row.resets_at = _moment(budget.resets_at)
    row.taken = budget.taken
    row.in_flight = budget.in_flight
    row.held_until = _moment(budget.held_until or None)


def _seconds(moment: datetime) -> float:
    return moment.timestamp()


def _seconds_or_none(moment: datetime | None) -> float | None:
    return None if moment is None else moment.timestamp()


def _moment(seconds: float | None) -> datetime | None:
    return None if seconds is None else datetime.fromtimestamp(seconds, UTC)
