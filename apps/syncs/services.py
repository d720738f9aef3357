"""One sync from its claim to its end: read the org, flip, judge. Enqueues nothing."""

import math
import time
import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from functools import partial
from threading import Event

from django.core.exceptions import ObjectDoesNotExist
from django.db import DatabaseError, transaction
from django.db.models import Q
from django.utils import timezone

from apps.audit import services as audit
from apps.core.crypto import CryptoError
from apps.okta.errors import OktaError
from apps.orgs.errors import OrgError
from apps.orgs.limiter import DbGate
from apps.orgs.models import Org
from apps.orgs.rules import next_sync
from apps.orgs.services.doors import Door, client_for
from apps.snapshots import services as snapshots
from apps.snapshots.errors import (
    AlreadyRunningError,
    CancelAskedError,
    LeaseLostError,
    NothingSeenError,
    StopAskedError,
)
from apps.snapshots.models import Snapshot
from apps.snapshots.queries import coverage
from apps.snapshots.services import lifecycle
from apps.snapshots.services.reading import never
from apps.syncs.judging import judge
from apps.syncs.queries import cited_snapshot_ids

Judge = Callable[[Snapshot, Callable[[], None]], object]
SCHEDULE = "schedule"
NAMED_PARTS = 4


class Ending(StrEnum):
    """How an attempt at a sync ended."""

    ENDED = "ended"  # the sync is in one of its last states
    GIVEN_UP = "given_up"  # another worker is to go on at once
    LOST = "lost"  # another worker already does, or the org was removed


@dataclass(frozen=True, kw_only=True)
class Attempt:
    """A claimed sync. `stopping` is asked about once a second; `door` leads to Okta.

    Reading is given up after `reading_seconds`, for the next attempt to go on with.
    """

    snapshot: Snapshot
    token: uuid.UUID
    stopping: Callable[[], bool] = never
    door: Door | None = None
    judge: Judge = judge
    reading_seconds: float = math.inf
    started: float = field(default_factory=time.monotonic)

    def has_read_enough(self) -> bool:
        return self.stopping() or time.monotonic() > self.started + self.reading_seconds

    def keep(self) -> None:
        """Prolong the lease. Raises LeaseLostError or StopAskedError."""
        if self.stopping():
            raise StopAskedError("This process ends; another goes on.")
        snapshots.renew(self.snapshot.pk, self.token)


def run_claimed(  # noqa: PLR0913 (what a task, a command and a test may each set)
    pk: int,
    token: uuid.UUID,
    *,
    stopping: Callable[[], bool] = never,
    door: Door | None = None,
    judge: Judge = judge,
    reading_seconds: float = math.inf,
) -> Ending:
    """Go on with a claimed sync until it ends, or somebody else has to."""
    snapshot = Snapshot.objects.select_related("org").get(pk=pk)
    attempt = Attempt(
        snapshot=snapshot,
        token=token,
        stopping=stopping,
        door=door,
        judge=judge,
        reading_seconds=reading_seconds,
    )
    try:
        return _run(attempt)
    except LeaseLostError:
        return Ending.LOST
    except StopAskedError:
        snapshots.give_up(pk, token)
        return Ending.GIVEN_UP
    except (DatabaseError, ObjectDoesNotExist):
        if Snapshot.objects.filter(pk=pk).exists():
            raise
        return Ending.LOST  # somebody removed the org, and every row with it


def _run(attempt: Attempt) -> Ending:
    snapshot = attempt.snapshot
    try:
        if snapshot.state == Snapshot.State.READING:
            _read(attempt)
            snapshots.flip(snapshot, attempt.token)
        attempt.judge(snapshot, attempt.keep)
    except CancelAskedError:
        abandon(snapshot, attempt.token, Snapshot.State.CANCELLED, "")
        return Ending.ENDED
    except (NothingSeenError, OrgError, CryptoError, OktaError) as error:
        abandon(snapshot, attempt.token, Snapshot.State.FAILED, _sentence(error))
        return Ending.ENDED
    _finish(snapshot, attempt.token)
    snapshots.prune(snapshot.org, partial(cited_snapshot_ids, snapshot.org))
    return Ending.ENDED


def _read(attempt: Attempt) -> None:
    """Read the org; closing the client ends calls that nobody waits for any more."""
    stop = Event()

    def sleep(seconds: float) -> None:
        if stop.wait(seconds):
            raise StopAskedError("Reading has ended.")

    org = attempt.snapshot.org
    gate = DbGate(org.pk, org.rate_share_percent, sleep=sleep)
    with client_for(org, gate=gate, door=attempt.door) as client:
        snapshots.read(
            attempt.snapshot,
            attempt.token,
            client,
            stop=stop,
            stopping=attempt.has_read_enough,
        )


def _sentence(error: Exception) -> str:
    return error.advice if isinstance(error, OktaError) else str(error)


def _finish(snapshot: Snapshot, token: uuid.UUID) -> None:
    unseen = [entry.part for entry in coverage(snapshot) if not entry.seen]
    state = Snapshot.State.PARTIAL if unseen else Snapshot.State.COMPLETE
    named = ", ".join(unseen[:NAMED_PARTS])
    if len(unseen) > NAMED_PARTS:
        named += f" and {len(unseen) - NAMED_PARTS} more"
    reason = f"Not seen: {named}." if unseen else ""
    with transaction.atomic():
        snapshots.end(snapshot.pk, token, state, reason)
        _after_end(snapshot)


def abandon(
    snapshot: Snapshot, token: uuid.UUID, state: Snapshot.State, reason: str
) -> None:
    """End a sync as failed or cancelled; the last good snapshot stays as it is.

    Raises LeaseLostError.
    """
    with transaction.atomic():
        current = Snapshot.objects.get(pk=snapshot.pk)
        if current.state == Snapshot.State.JUDGING:
            snapshots.end(snapshot.pk, token, state, reason)
            snapshots.undo_flip(current)
        else:
            snapshots.discard(snapshot.pk, token, state, reason)
        _after_end(snapshot)


def _next(org: Org) -> datetime | None:
    return next_sync(org.sync_every_hours, timezone.now())


def _after_end(snapshot: Snapshot) -> None:
    """Plan the org's next sync, and write the one audit line of this one."""
    snapshot.refresh_from_db()
    org = Org.objects.get(pk=snapshot.org_id)
    Org.objects.filter(pk=org.pk).update(next_sync_at=_next(org))
    audit.record(
        snapshot.asked_by or SCHEDULE,
        f"sync.{snapshot.state}",
        f"org:{org.name}",
        org_id=org.pk,
        after={"snapshot": snapshot.pk, "calls": snapshot.calls},
        why=snapshot.reason,
    )


def open_scheduled() -> list[int]:
    """Open the syncs whose time has come, and return their ids.

    The org's row is moved on first, by one conditional UPDATE: two sweeps at once open
    one sync.
    """
    now, opened = timezone.now(), []
    for org in Org.objects.filter(next_sync_at__lte=now):
        mine = Org.objects.filter(pk=org.pk, next_sync_at=org.next_sync_at)
        if not mine.update(next_sync_at=_next(org)) or not org.sync_every_hours:
            continue
        try:
            opened.append(snapshots.open_snapshot(org, SCHEDULE).pk)
        except AlreadyRunningError:
            continue
    return opened


def end_exhausted() -> None:
    """Fail the syncs that used up their attempts."""
    used_up = Snapshot.objects.filter(
        state__in=lifecycle.CLAIMED,
        lease_until__lte=timezone.now(),
        attempt__gte=lifecycle.ATTEMPTS,
    )
    for snapshot in used_up.select_related("org"):
        token = snapshots.claim_exhausted(snapshot.pk)
        if token is not None:
            last = f" {snapshot.reason}" if snapshot.reason else ""
            reason = f"Given up after {lifecycle.ATTEMPTS} attempts.{last}"
            abandon(snapshot, token, Snapshot.State.FAILED, reason)


def waiting() -> list[int]:
    """Return the ids of syncs that nobody works on, and note that they were rung for.

    A queued one is rung for once a lease at most, however long the queue.
    """
    now = timezone.now()
    old = now - timedelta(seconds=lifecycle.lease_seconds())
    forgotten = Q(lease_until=None, created__lte=old) | Q(lease_until__lte=now)
    queued = Snapshot.objects.filter(forgotten, state=Snapshot.State.QUEUED)
    orphaned = Snapshot.objects.filter(
        state__in=lifecycle.CLAIMED, lease_until__lte=now
    )
    pks = [*queued.values_list("pk", flat=True)]
    queued.filter(pk__in=pks).update(lease_until=lifecycle.lease_from(now))
    return [*pks, *orphaned.values_list("pk", flat=True)]
