"""The life of a sync: opened, claimed, its lease kept, ended. Reads nothing from Okta.

Every change of a running sync is one conditional UPDATE that names the fencing token;
where it changes no row the lease is lost, and whoever held it stops.
"""

import uuid
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import Case, F, Q, Value, When
from django.db.models.functions import Coalesce
from django.utils import timezone

from apps.core import clock
from apps.orgs.models import Org
from apps.snapshots.errors import (
    AlreadyRunningError,
    CancelAskedError,
    LeaseLostError,
)
from apps.snapshots.models import ObjectVersion, PartReading, SeenPage, Snapshot

ATTEMPTS = 5
CLAIMED = (Snapshot.State.READING, Snapshot.State.JUDGING)


def lease_seconds() -> int:
    return int(getattr(settings, "SYNC_LEASE_SECONDS", 30))


def lease_from(now: datetime) -> datetime:
    return now + timedelta(seconds=lease_seconds())


def open_snapshot(org: Org, asked_by: str) -> Snapshot:
    """Return a queued sync. Raises AlreadyRunningError: the database allows one."""
    try:
        with transaction.atomic():
            return Snapshot.objects.create(org=org, asked_by=asked_by)
    except IntegrityError as error:
        raise AlreadyRunningError(org.name) from error


def claim(pk: int) -> uuid.UUID | None:
    """Return the token of a claim; None where nothing is left, or somebody does it.

    Takes a queued sync, or a claimed one whose lease ran out, and counts the attempt.
    """
    now, token = timezone.now(), uuid.uuid4()
    free = Q(state=Snapshot.State.QUEUED) | Q(state__in=CLAIMED, lease_until__lte=now)
    taken = Snapshot.objects.filter(free, pk=pk, attempt__lt=ATTEMPTS).update(
        state=Case(
            When(state=Snapshot.State.QUEUED, then=Value(Snapshot.State.READING)),
            default=F("state"),
        ),
        token=token,
        lease_until=lease_from(now),
        attempt=F("attempt") + 1,
        started_at=Coalesce(F("started_at"), Value(clock.now())),
        reason="",
    )
    return token if taken else None


def renew(pk: int, token: uuid.UUID, **changes: Any) -> None:
    """Prolong the lease and write `changes` to the row.

    Raises LeaseLostError where the token is no longer the newest, and, while reading,
    CancelAskedError where a person asked for it.
    """
    mine = Snapshot.objects.filter(pk=pk, token=token, state__in=CLAIMED)
    wanted = Q(cancel_asked=False) | Q(state=Snapshot.State.JUDGING)
    until = lease_from(timezone.now())
    if mine.filter(wanted).update(lease_until=until, **changes) == 1:
        return
    if mine.exists():
        raise CancelAskedError("Cancelled.")
    raise LeaseLostError("Another worker goes on with this sync.")


def give_up(pk: int, token: uuid.UUID) -> None:
    """Let another worker go on at once; this attempt does not count."""
    Snapshot.objects.filter(pk=pk, token=token, state__in=CLAIMED).update(
        token=None, lease_until=timezone.now(), attempt=F("attempt") - 1
    )


def stumble(pk: int, token: uuid.UUID, reason: str) -> None:
    """Note why this attempt ended; the next one starts when the lease runs out."""
    Snapshot.objects.filter(pk=pk, token=token, state__in=CLAIMED).update(
        token=None, reason=reason
    )


def ask_cancel(snapshot: Snapshot) -> bool:
    """Return whether the sync will end as cancelled; false once it is being judged."""
    rows = Snapshot.objects.filter(pk=snapshot.pk)
    now = clock.now()
    queued = rows.filter(state=Snapshot.State.QUEUED)
    if queued.update(state=Snapshot.State.CANCELLED, finished_at=now):
        return True
    return bool(rows.filter(state=Snapshot.State.READING).update(cancel_asked=True))


def discard(pk: int, token: uuid.UUID, state: Snapshot.State, reason: str) -> None:
    """End a sync that was still reading as failed or cancelled; nothing of it stays.

    The caller brings the transaction. Raises LeaseLostError.
    """
    end(pk, token, state, reason)
    ObjectVersion.objects.filter(since_id=pk).delete()
    SeenPage.objects.filter(reading__snapshot_id=pk).delete()
    PartReading.objects.filter(snapshot_id=pk).exclude(
        state__in=PartReading.DONE
    ).update(state=PartReading.State.UNSEEN, reason=reason, next_url="")


def end(pk: int, token: uuid.UUID, state: Snapshot.State, reason: str) -> None:
    """Move a claimed sync to one of its last states. Raises LeaseLostError."""
    ended = Snapshot.objects.filter(pk=pk, token=token, state__in=CLAIMED).update(
        state=state,
        reason=reason,
        token=None,
        lease_until=None,
        finished_at=clock.now(),
    )
    if not ended:
        raise LeaseLostError("Another worker goes on with this sync.")


def claim_exhausted(pk: int) -> uuid.UUID | None:
    """Return a token for ending a sync that used up its attempts, else None."""
    now, token = timezone.now(), uuid.uuid4()
    taken = Snapshot.objects.filter(
        pk=pk, state__in=CLAIMED, lease_until__lte=now, attempt__gte=ATTEMPTS
    ).update(token=token, lease_until=lease_from(now))
    return token if taken else None
