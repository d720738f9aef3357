"""What is to be known about the demo company; changes nothing."""

from datetime import timedelta

from django.utils import timezone

from apps.demo.models import ONLY, DemoCompany

State = DemoCompany.State
SILENT_AFTER = timedelta(seconds=30)
WANTED = (State.ASKED, State.BUILDING, State.READY, State.FAILED, State.LEAVING)


def company() -> DemoCompany:
    """Return the row, or an unsaved one that says that nobody asked."""
    return DemoCompany.objects.filter(pk=ONLY).first() or DemoCompany()


def is_wanted() -> bool:
    """Return whether the simulated orgs should be running."""
    return DemoCompany.objects.filter(state__in=WANTED).exists()


def is_heard(row: DemoCompany) -> bool:
    """Return whether a process that simulates the orgs was heard of lately."""
    return row.heard_at is not None and timezone.now() - row.heard_at < SILENT_AFTER


def kept_ports(row: DemoCompany) -> tuple[int, ...]:
    """Return the ports under which connected orgs are known, so that they stay so."""
    if row.state not in (State.BUILDING, State.READY):
        return ()
    return tuple(int(one.rpartition(":")[2]) for one in row.origins.values())
