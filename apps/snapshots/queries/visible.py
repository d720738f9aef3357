"""The objects as they were at one snapshot; writes nothing, judges nothing."""

from collections.abc import Iterator
from typing import Any

from django.db.models import Q, QuerySet

from apps.okta.json import parse
from apps.snapshots.models import ObjectVersion, Snapshot
from apps.snapshots.rules import APPLICATIONS

PAGE_SIZE = 200


def visible_at(snapshot: Snapshot) -> QuerySet[ObjectVersion]:
    """Return the versions that a finished snapshot shows, of every part."""
    return ObjectVersion.objects.filter(
        Q(until=None) | Q(until_id__gt=snapshot.pk),
        org_id=snapshot.org_id,
        since_id__lte=snapshot.pk,
    )


def application_pages(
    snapshot: Snapshot, size: int = PAGE_SIZE
) -> Iterator[list[tuple[str, bytes]]]:
    """Yield the applications by Okta id, `size` at a time: [(Okta id, JSON)].

    One query a page, and never more than a page in memory. Whether they were all seen
    stands in the coverage.
    """
    applications = (
        visible_at(snapshot).filter(part=APPLICATIONS, parent="").order_by("okta_id")
    )
    last = ""
    while True:
        rows = applications.filter(okta_id__gt=last).values_list("okta_id", "body")
        page = [(okta_id, body.encode()) for okta_id, body in rows[:size]]
        if page:
            yield page
        if len(page) < size:
            return
        last = page[-1][0]


def stored_object(snapshot: Snapshot, part: str, okta_id: str) -> ObjectVersion | None:
    """Return the version of one object that a snapshot shows, whatever its parent."""
    rows = visible_at(snapshot).filter(part=part, okta_id=okta_id)
    return rows.order_by("parent").first()


def raw_object(snapshot: Snapshot, part: str, okta_id: str) -> Any | None:
    """Return an object as plain JSON values, None where the snapshot shows none."""
    version = stored_object(snapshot, part, okta_id)
    return None if version is None else parse(version.body.encode())


LABELS = ("label", "name", "displayName", "companyName", "domain", "origin")


def label_of(value: Any, okta_id: str) -> str:
    """Return what people call an object, its id where it has no name."""
    if isinstance(value, dict):
        for key in LABELS:
            label = value.get(key)
            if isinstance(label, str) and label:
                return label
    return okta_id
