"""The flip: what a sync read becomes what the org is, in one short transaction.

What was removed is found before the transaction, from the ids of every page; only the
holder of the lease writes versions of its org, so nothing moves in between.
"""

import uuid
from collections.abc import Iterator

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet

from apps.core import clock
from apps.okta.json import decode
from apps.okta.parts import PARTS
from apps.okta.shapes import OrgIdentity
from apps.okta.shapes.org import Engine
from apps.orgs.models import Org
from apps.orgs.rules import plain_origin
from apps.snapshots.models import (
    ObjectVersion,
    PartReading,
    PartState,
    SeenPage,
    Snapshot,
)
from apps.snapshots.queries.completeness import complete_parts
from apps.snapshots.services.lifecycle import renew
from apps.snapshots.services.planning import ENGINE

CHUNK = 500
UnitKey = tuple[str, str]


def flip(snapshot: Snapshot, token: uuid.UUID) -> None:
    """Make a sync visible as the org's latest snapshot. Raises LeaseLostError."""
    removed = _removed_versions(snapshot)
    now = snapshot.seen_at = clock.now()
    with transaction.atomic():
        renew(snapshot.pk, token, state=Snapshot.State.JUDGING, seen_at=now)
        _drop_unseen(snapshot)
        _close_replaced(snapshot)
        for chunk in _chunks(removed):
            ObjectVersion.objects.filter(pk__in=chunk).update(until=snapshot)
        SeenPage.objects.filter(reading__snapshot=snapshot).delete()
        _update_org(snapshot)
        _update_part_states(snapshot)
    snapshot.refresh_from_db()


def undo_flip(snapshot: Snapshot) -> None:
    """Take a flip back that cannot be judged; the caller brings the transaction."""
    ObjectVersion.objects.filter(since=snapshot).delete()
    ObjectVersion.objects.filter(until=snapshot).update(until=None)
    judged = Snapshot.objects.filter(
        org_id=snapshot.org_id,
        state__in=Snapshot.JUDGED,
        pruned_at=None,
        pk__lt=snapshot.pk,
    )
    Org.objects.filter(pk=snapshot.org_id).update(latest_snapshot=judged.first())
    PartState.objects.filter(org_id=snapshot.org_id).delete()
    for earlier in judged.order_by("pk"):
        _update_part_states(earlier)


def _drop_unseen(snapshot: Snapshot) -> None:
    """Delete what was staged for units of which not every page came."""
    unseen = snapshot.readings.filter(
        state=PartReading.State.UNSEEN, objects_seen__gt=0
    )
    for part, parent in unseen.values_list("part", "parent"):
        ObjectVersion.objects.filter(since=snapshot, part=part, parent=parent).delete()


def _close_replaced(snapshot: Snapshot) -> None:
    newer = ObjectVersion.objects.filter(
        org_id=OuterRef("org_id"),
        part=OuterRef("part"),
        parent=OuterRef("parent"),
        okta_id=OuterRef("okta_id"),
        since=snapshot,
    )
    ObjectVersion.objects.filter(
        Exists(newer), org_id=snapshot.org_id, until=None, since_id__lt=snapshot.pk
    ).update(until=snapshot)


def _removed_versions(snapshot: Snapshot) -> list[int]:
    """Return the keys of open versions whose objects the org no longer has.

    Parents come before children: what hangs on a removed object is removed with it, and
    so is what the org's engine does not have.
    """
    readings = {(each.part, each.parent): each for each in snapshot.readings.all()}
    gone: set[tuple[str, str, str]] = set()
    removed: list[int] = []
    for part, parent in _open_units(snapshot):
        reading = readings.get((part, parent))
        if reading is not None and reading.state != PartReading.State.SEEN:
            continue
        if reading is None and not _is_gone(snapshot, part, parent, gone):
            continue
        seen = _seen_ids(reading)
        rows = _before(snapshot).filter(part=part, parent=parent)
        for pk, okta_id in rows.values_list("pk", "okta_id").iterator():
            if okta_id not in seen:
                removed.append(pk)
                gone.add((part, parent, okta_id))
    return removed


def _before(snapshot: Snapshot) -> QuerySet[ObjectVersion]:
    return ObjectVersion.objects.filter(
        org_id=snapshot.org_id, until=None, since_id__lt=snapshot.pk
    )


def _open_units(snapshot: Snapshot) -> list[UnitKey]:
    """Return the units that have open versions, parents before children."""
    order = {part: place for place, part in enumerate(PARTS)}
    units = _before(snapshot).values_list("part", "parent").distinct()
    return sorted(units, key=lambda unit: (order.get(unit[0], 0), unit[1]))


def _is_gone(
    snapshot: Snapshot, part: str, parent: str, gone: set[tuple[str, str, str]]
) -> bool:
    """Return whether a unit that was not asked for cannot exist any more."""
    spec = PARTS.get(part)
    if spec is None:
        return False
    if not spec.parents:
        engines = {engine.value for engine in spec.engines}
        return bool(snapshot.engine) and snapshot.engine not in engines
    above, _, okta_id = parent.rpartition("/")
    return any((each, above, okta_id) in gone for each in spec.parents)


def _seen_ids(reading: PartReading | None) -> frozenset[str]:
    if reading is None:
        return frozenset()
    pages = reading.seen_pages.values_list("okta_ids", flat=True)
    return frozenset(okta_id for text in pages.iterator() for okta_id in text.split())


def _chunks(keys: list[int]) -> Iterator[list[int]]:
    return (keys[start : start + CHUNK] for start in range(0, len(keys), CHUNK))


def _update_org(snapshot: Snapshot) -> None:
    """Take over what the org states of itself; note the day it was upgraded."""
    org = Org.objects.select_for_update().get(pk=snapshot.org_id)
    was = org.engine
    org.latest_snapshot = snapshot
    if snapshot.engine:
        org.engine = snapshot.engine
        org.engine_seen_at = snapshot_time = clock.now()
        upgraded = snapshot.engine == Engine.IDENTITY_ENGINE
        if was == Engine.CLASSIC and upgraded and org.upgraded_seen_at is None:
            org.upgraded_seen_at = snapshot_time
    body = (
        ObjectVersion.objects.filter(org=org, part=ENGINE, until=None)
        .values_list("body", flat=True)
        .first()
    )
    if body:
        identity = decode(body.encode(), OrgIdentity)
        org.stated_url = plain_origin(identity.url) or org.stated_url
        org.alternate_url = plain_origin(identity.alternate_url)
    org.save()


def _update_part_states(snapshot: Snapshot) -> None:
    seen_at = snapshot.seen_at or clock.now()
    PartState.objects.bulk_create(
        [
            PartState(org_id=snapshot.org_id, part=part, last_complete_at=seen_at)
            for part in sorted(complete_parts(snapshot))
        ],
        update_conflicts=True,
        unique_fields=["org", "part"],
        update_fields=["last_complete_at"],
    )
