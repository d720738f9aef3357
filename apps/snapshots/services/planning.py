"""Which units a sync has, and which are left; asks nothing of Okta."""

import uuid

from django.db import transaction

from apps.okta.parts import PARTS
from apps.okta.shapes import OrgIdentity
from apps.snapshots.errors import NothingSeenError
from apps.snapshots.models import ObjectVersion, PartReading, Snapshot
from apps.snapshots.services.lifecycle import renew

ENGINE = "engine"


def begin(snapshot: Snapshot, token: uuid.UUID) -> None:
    """Make sure that the first unit is there; the others follow from its answer."""
    with transaction.atomic():
        renew(snapshot.pk, token)
        PartReading.objects.get_or_create(snapshot=snapshot, part=ENGINE, parent="")


def units_left(snapshot: Snapshot) -> list[PartReading]:
    """Return the units that are not done, in reading order."""
    order = {part: place for place, part in enumerate(PARTS)}
    left = snapshot.readings.exclude(state__in=PartReading.DONE).filter(part__in=order)
    return sorted(left, key=lambda each: (order[each.part], each.pk))


def known_units(snapshot: Snapshot) -> set[tuple[str, str]]:
    """Return part and parent of the units that have an open version of any object."""
    versions = ObjectVersion.objects.filter(org_id=snapshot.org_id, until=None)
    return set(versions.values_list("part", "parent").distinct())


def root_units(identity: OrgIdentity) -> list[PartReading]:
    """Return the units that hang on no other, for the engine the org states.

    An engine that is not documented is asked for what both engines have.
    """
    units = []
    for spec in PARTS.values():
        if spec.parents or spec.id == ENGINE:
            continue
        unit = PartReading(part=spec.id)
        if identity.engine is None and len(spec.engines) == 1:
            unit.state = PartReading.State.UNSEEN
            unit.reason = (
                f"The org names an engine that is not documented, "
                f"“{identity.pipeline[:40]}”; this part belongs to one engine only."
            )
        elif identity.engine is not None and identity.engine not in spec.engines:
            continue
        units.append(unit)
    return units


def require_something_seen(snapshot: Snapshot) -> None:
    """Raise NothingSeenError where nothing that needs the credential was seen."""
    readings = snapshot.readings.exclude(part=ENGINE)
    if readings.filter(state=PartReading.State.SEEN).exists():
        return
    unseen = readings.filter(state=PartReading.State.UNSEEN).exclude(reason="")
    first = unseen.order_by("pk").first()
    reason = first.reason if first else "The org has nothing that could be read."
    raise NothingSeenError(f"Nothing but the engine could be read. {reason}")
