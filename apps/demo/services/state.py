"""The life of the demo company's row; every change of it is one conditional UPDATE."""

import uuid
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.utils import timezone

from apps.accounts.models import User
from apps.audit.services import record
from apps.demo.errors import DemoLostError
from apps.demo.models import ONLY, DemoCompany

State = DemoCompany.State
LEASE = timedelta(seconds=45)
ATTEMPTS = 3
COMMAND_LINE = "command line"
SUBJECT = "demo company"
GIVEN_UP = f"It was begun {ATTEMPTS} times and not finished. See the worker's log."


def ask(person: User | None = None) -> bool:
    """Ask for the demo company; return whether that was news."""
    DemoCompany.objects.get_or_create(pk=ONLY)
    with transaction.atomic():
        asked = DemoCompany.objects.filter(state__in=[State.OFF, State.FAILED]).update(
            state=State.ASKED,
            asked_by=person,
            reason="",
            doing="",
            done=0,
            total=0,
            attempt=0,
        )
        if asked:
            record(person.email if person else COMMAND_LINE, "demo.asked", SUBJECT)
    return bool(asked)


def claim() -> uuid.UUID | None:
    """Return the token for making the company; None where nobody has to."""
    now, token = timezone.now(), uuid.uuid4()
    left = Q(state=State.BUILDING, lease_until__lte=now, attempt__lt=ATTEMPTS)
    taken = DemoCompany.objects.filter(Q(state=State.ASKED) | left).update(
        state=State.BUILDING,
        token=token,
        lease_until=now + LEASE,
        attempt=F("attempt") + 1,
        today=now,
        done=0,
        day_wanted=0,
        day_served=None,
    )
    return token if taken else None


def keep(token: uuid.UUID, **changes: Any) -> None:
    """Prolong the lease and write `changes`. Raises DemoLostError."""
    _change(token, lease_until=timezone.now() + LEASE, **changes)


def settle(token: uuid.UUID, done: int) -> None:
    """Say that the company is ready. Raises DemoLostError."""
    _change(token, state=State.READY, token=None, lease_until=None, doing="", done=done)


def fail(token: uuid.UUID, reason: str) -> None:
    """Say why it could not be made; nothing where somebody else makes it by now."""
    _mine(token).update(state=State.FAILED, reason=reason, token=None, lease_until=None)


def give_up_exhausted() -> None:
    """Fail what was begun as often as it may be."""
    DemoCompany.objects.filter(
        state=State.BUILDING,
        lease_until__lte=timezone.now(),
        attempt__gte=ATTEMPTS,
    ).update(state=State.FAILED, reason=GIVEN_UP, token=None, lease_until=None)


def leave(person: User | None = None) -> bool:
    """Begin to remove the company; not while it is being made."""
    now = timezone.now()
    idle = Q(state__in=[State.ASKED, State.READY, State.FAILED])
    stuck = Q(state=State.BUILDING, lease_until__lte=now)
    return bool(
        DemoCompany.objects.filter(idle | stuck).update(
            state=State.LEAVING, asked_by=person, token=None, lease_until=None
        )
    )


def start_serving(origins: Mapping[str, str]) -> None:
    """Note where the orgs are simulated, as they were on day 0, by a new process."""
    DemoCompany.objects.get_or_create(pk=ONLY)
    DemoCompany.objects.update(
        origins=dict(origins), day_served=None, heard_at=timezone.now()
    )


def note_served(day: int) -> None:
    """Note up to which day the orgs were played, if that is still what is wanted."""
    rows = DemoCompany.objects.filter(day_wanted=day)
    rows.update(day_served=day, heard_at=timezone.now())


def _mine(token: uuid.UUID) -> QuerySet[DemoCompany]:
    return DemoCompany.objects.filter(token=token, state=State.BUILDING)


def _change(held: uuid.UUID, **changes: Any) -> None:
    if not _mine(held).update(**changes):
        raise DemoLostError("Somebody else makes the demo company by now.")
