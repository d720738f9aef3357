"""How far a sync is, all from the database, so that it survives a reload."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone

from apps.checklists.models import Evidence
from apps.findings.models import Finding
from apps.okta.parts import PARTS
from apps.orgs.models import Org
from apps.orgs.queries import Budget, budgets_of
from apps.snapshots.models import PartReading, Snapshot
from apps.snapshots.rules import APPLICATIONS

SOON_SECONDS = 2.0  # before that a speed says nothing


@dataclass(frozen=True, slots=True)
class PartProgress:
    """One part of a sync: its units, pages and objects so far."""

    part: str
    title: str
    units: int
    done: int
    unseen: int
    pages: int
    objects: int
    reason: str
    is_counted: bool = True

    @property
    def is_done(self) -> bool:
        return self.units == self.done

    @property
    def word(self) -> str:
        if not self.is_done:
            return "reading" if self.pages or self.done else "waiting"
        return "seen" if not self.unseen else "unseen"


@dataclass(frozen=True)
class Progress:
    """Stage, counts, calls, budget and estimate of one sync."""

    snapshot: Snapshot
    parts: tuple[PartProgress, ...]
    budgets: tuple[Budget, ...]
    expected_calls: int
    ends_in: timedelta | None

    @property
    def units(self) -> int:
        return sum(part.units for part in self.parts)

    @property
    def units_done(self) -> int:
        return sum(part.done for part in self.parts)

    @property
    def ends_at(self) -> datetime | None:
        return None if self.ends_in is None else timezone.now() + self.ends_in

    @property
    def waits_until(self) -> datetime | None:
        """Until when Okta or our share of its limit makes the sync wait."""
        now = timezone.now()
        held = [each.held_until for each in self.budgets if each.held_until]
        return max((moment for moment in held if moment > now), default=None)


def progress(snapshot: Snapshot, *, counts_applications: bool = True) -> Progress:
    """Return how far a sync is. Three queries.

    For who sees some applications only, their number and problems are left out.
    """
    readings = list(snapshot.readings.all())
    left = sum(reading.state not in PartReading.DONE for reading in readings)
    before = (
        Snapshot.objects.filter(
            org_id=snapshot.org_id, state__in=Snapshot.JUDGED, pk__lt=snapshot.pk
        )
        .order_by("-pk")
        .first()
    )
    expected = max(snapshot.calls + left, before.calls if before else 0)
    return Progress(
        snapshot=snapshot,
        parts=_parts(readings, counts_applications),
        budgets=tuple(budgets_of(snapshot.org)),
        expected_calls=expected,
        ends_in=_ends_in(snapshot, expected) if before else None,
    )


def _parts(
    readings: list[PartReading],
    counts_applications: bool,  # noqa: FBT001  # named by its one caller
) -> tuple[PartProgress, ...]:
    units: dict[str, list[PartReading]] = defaultdict(list)
    for reading in readings:
        units[reading.part].append(reading)
    return tuple(
        PartProgress(
            part=spec.id,
            title=spec.title,
            units=len(mine),
            done=sum(each.state in PartReading.DONE for each in mine),
            unseen=sum(each.state == PartReading.State.UNSEEN for each in mine),
            pages=sum(each.pages for each in mine),
            objects=sum(each.objects_seen for each in mine),
            reason=next((each.reason for each in mine if each.reason), "")
            if counts_applications or spec.id != APPLICATIONS
            else "",
            is_counted=counts_applications or spec.id != APPLICATIONS,
        )
        for spec in PARTS.values()
        if (mine := units[spec.id])
    )


def _ends_in(snapshot: Snapshot, expected_calls: int) -> timedelta | None:
    """Return the time left by the calls of the last sync and the speed of this one."""
    if snapshot.state != Snapshot.State.READING or snapshot.started_at is None:
        return None
    spent = (timezone.now() - snapshot.started_at).total_seconds()
    if spent < SOON_SECONDS or not snapshot.calls:
        return None
    left = max(0, expected_calls - snapshot.calls)
    return timedelta(seconds=round(left * spent / snapshot.calls))


def open_snapshot_of(org: Org) -> Snapshot | None:
    """Return the sync of an org that is not finished."""
    return Snapshot.objects.filter(org=org, state__in=Snapshot.OPEN).first()


def cited_snapshot_ids(org: Org) -> set[int]:
    """Return the snapshots that evidence and findings of an org point to."""
    evidence = Evidence.objects.filter(step__org=org, snapshot__isnull=False)
    findings = Finding.objects.filter(org=org, snapshot__isnull=False)
    return {
        *evidence.values_list("snapshot_id", flat=True).distinct(),
        *findings.values_list("snapshot_id", flat=True).distinct(),
    }
