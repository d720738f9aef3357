"""The time that history is stamped with: the present, unless a past is being played.

Leases, rate limits, links and sessions never ask here: they live in the present.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime, timedelta

from django.utils import timezone

_PRESENT = timedelta(0)
_shift: ContextVar[timedelta] = ContextVar("clock_shift", default=_PRESENT)


def now() -> datetime:
    """Return the moment that a row of history is dated with, in UTC."""
    return timezone.now() + _shift.get()


@contextmanager
def at(moment: datetime) -> Iterator[None]:
    """Begin the block at `moment`; from there time goes on at its own pace.

    Holds for this thread and what it calls, not for threads that it starts.
    """
    token = _shift.set(moment - timezone.now())
    try:
        yield
    finally:
        _shift.reset(token)
