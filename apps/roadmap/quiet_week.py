"""What changed in an org since its engine did; reads snapshots, writes nothing."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from apps.orgs.models import EngineName, Org
from apps.plans.dates import QUIET_WEEK
from apps.snapshots.access import Sight
from apps.snapshots.models import ObjectVersion, Snapshot
from apps.snapshots.queries import (
    ChangedObject,
    Comparison,
    DescribedChange,
    compare,
    describe,
)

MOST = 100
POLICY_PARTS = frozenset({"policy_rules", "authenticators", "factors"})


@dataclass(frozen=True)
class WeekChange:
    """One change since the switch, and when a sync first saw it."""

    entry: DescribedChange
    seen_at: datetime | None
    is_flagged: bool


@dataclass(frozen=True)
class QuietWeek:
    """The week after the switch: `before` is the last reading on Classic Engine.

    `first` is the earliest kept reading on Identity Engine, `comparison` is from there
    to the latest; None while there is only one.
    """

    org: Org
    until: datetime
    before: Snapshot | None
    first: Snapshot | None
    comparison: Comparison | None
    changes: tuple[WeekChange, ...] = ()
    total: int = 0

    @property
    def flagged(self) -> list[WeekChange]:
        return [one for one in self.changes if one.is_flagged]

    @property
    def is_cut(self) -> bool:
        return self.total > len(self.changes)


def quiet_week_of(sight: Sight) -> QuietWeek | None:
    """Return the week of an org whose switch a sync saw; None for any other.

    A dozen queries, whatever changed. What was changed and changed back between two
    readings is not seen.
    """
    org = sight.org
    if org.upgraded_seen_at is None or org.engine != EngineName.IDENTITY_ENGINE:
        return None
    until = org.upgraded_seen_at + QUIET_WEEK
    judged = Snapshot.objects.filter(
        org=org, state__in=Snapshot.JUDGED, seen_at__isnull=False
    )
    switched = judged.filter(engine=EngineName.IDENTITY_ENGINE).order_by("pk")
    before = judged.filter(
        engine=EngineName.CLASSIC, seen_at__lte=org.upgraded_seen_at
    ).first()
    kept = switched.filter(pruned_at=None, pk__gt=before.pk if before else 0)
    first, latest = kept.first(), kept.last()
    if first is None or latest is None or first.pk == latest.pk:
        return QuietWeek(org, until, before, first, None)
    comparison = sight.bounded(compare(first, latest))
    changes = _changes(comparison, until)
    total = len(comparison.changes)
    return QuietWeek(org, until, before, first, comparison, changes, total)


def is_policy(part: str) -> bool:
    """Tell whether a part decides who gets in and how."""
    return part.endswith(("_policies", "_rules")) or part in POLICY_PARTS


def _changes(comparison: Comparison, until: datetime) -> tuple[WeekChange, ...]:
    seen = _seen_at(comparison)
    within = {
        one: (at := seen.get(one)) is not None and at <= until
        for one in comparison.changes
    }
    ordered = sorted(
        comparison.changes, key=lambda one: not (is_policy(one.part) and within[one])
    )[:MOST]
    return tuple(
        WeekChange(
            entry,
            seen.get(entry.change),
            is_policy(entry.change.part) and within[entry.change],
        )
        for entry in describe(ordered)
    )


def _seen_at(comparison: Comparison) -> Mapping[ChangedObject, datetime]:
    """Return when each change was first seen: as its version began, or ended."""
    newer = {one.after_pk for one in comparison.changes if one.after_pk}
    gone = {one.before_pk for one in comparison.changes if not one.after_pk}
    rows = ObjectVersion.objects.filter(pk__in=newer | gone)
    times = {
        pk: (since, until)
        for pk, since, until in rows.values_list(
            "pk", "since__seen_at", "until__seen_at"
        )
    }
    found = {}
    for one in comparison.changes:
        since, until = times.get(one.after_pk or one.before_pk or 0, (None, None))
        at = since if one.after_pk else until
        if at is not None:
            found[one] = at
    return found
