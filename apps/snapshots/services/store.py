"""One page of a sync into the database; never while a call to Okta is open.

A page is one short transaction: lease, new versions, ids, bookmark. What is compared is
read before it, since only the holder of the lease writes versions of its org.
"""

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from django.db import IntegrityError, connection, transaction
from django.db.models import F

from apps.core import clock
from apps.core.bulk import insert_rows
from apps.core.transactions import repeatable
from apps.okta.json import same_meaning
from apps.okta.part import PartSpec
from apps.snapshots import rules
from apps.snapshots.bodies import bodies_of
from apps.snapshots.models import ObjectVersion, PartReading, SeenPage, Snapshot
from apps.snapshots.rules import Element
from apps.snapshots.services.lifecycle import renew

COLUMNS = ("org", "part", "parent", "okta_id", "digest", "since", "body")
TABLE = ObjectVersion._meta.db_table  # noqa: SLF001
OPEN_VERSIONS = (
    f"SELECT id, okta_id, digest, since_id FROM {TABLE} WHERE org_id = %s "  # noqa: S608
    "AND part = %s AND parent = %s AND until_id IS NULL AND okta_id"
)
# One look into the index for each id: for a list of them a planner without statistics
# walks through every object of the part, once a page.
OPEN_VERSIONS_BY_PROBE = (
    "SELECT found.* FROM unnest(%s::text[]) AS wanted(id) "  # noqa: S608
    f"CROSS JOIN LATERAL ({OPEN_VERSIONS} = wanted.id OFFSET 0) AS found"
)
VersionRow = tuple[int, str, str, str, str, int, str]


@dataclass(frozen=True, kw_only=True)
class Page:
    """A page to write; `planned` are units that follow by the caller's word.

    A `fresh` unit had no version of any object when this attempt began.
    """

    reading: PartReading
    spec: PartSpec
    elements: Sequence[Element]
    next_url: str = ""
    note: str = ""
    fresh: bool = False
    planned: Sequence[PartReading] = ()
    snapshot_fields: dict[str, object] = field(default_factory=dict)


def write_page(
    snapshot: Snapshot, token: uuid.UUID, page: Page, calls: int
) -> list[PartReading]:
    """Store what is new or changed, and the bookmark; return the units that follow.

    Raises LeaseLostError and CancelAskedError, and then writes nothing.
    """
    try:
        return _write(snapshot, token, page, calls)
    except IntegrityError:
        if not page.fresh:
            raise
        # The list moved while it was read: an object came on a second page.
        return _write(snapshot, token, replace(page, fresh=False), calls)


def _write(
    snapshot: Snapshot, token: uuid.UUID, page: Page, calls: int
) -> list[PartReading]:
    changes = _changes(snapshot, page)
    reading = page.reading
    ids = [element.okta_id for element in page.elements]
    with repeatable():
        renew(
            snapshot.pk,
            token,
            calls=calls,
            objects_seen=F("objects_seen") + len(ids),
            **page.snapshot_fields,
        )
        if changes.replaced:
            ObjectVersion.objects.filter(pk__in=changes.replaced).delete()
        if changes.rows:
            insert_rows(ObjectVersion, COLUMNS, changes.rows)
        seen = (reading.pk, reading.pages, "\n".join(ids))
        insert_rows(SeenPage, ("reading", "number", "okta_ids"), [seen])
        _advance(page)
        followers = [] if page.next_url else _followers(page)
        return _create(snapshot, followers)


def mark_unseen(
    snapshot: Snapshot,
    token: uuid.UUID,
    readings: Iterable[PartReading],
    reason: str,
    calls: int,
) -> None:
    """Say why units could not be read completely. Raises LeaseLostError."""
    with transaction.atomic():
        renew(snapshot.pk, token, calls=calls)
        PartReading.objects.filter(pk__in=[reading.pk for reading in readings]).update(
            state=PartReading.State.UNSEEN,
            reason=reason,
            next_url="",
            read_at=clock.now(),
        )


@dataclass(frozen=True, slots=True)
class _Changes:
    rows: list[VersionRow]
    replaced: list[int]  # staged versions of an object that came again, and differs


def _changes(snapshot: Snapshot, page: Page) -> _Changes:
    """Compare a page with the open versions: one query, and one for what differs."""
    reading, spec = page.reading, page.spec
    before: dict[str, tuple[int, str]] = {}
    staged: dict[str, tuple[int, str]] = {}
    for pk, okta_id, digest, since in _open_versions(snapshot, page):
        (staged if since == snapshot.pk else before)[okta_id] = (pk, digest)
    differing: list[Element] = []
    replaced: list[int] = []
    for element in page.elements:
        known = staged.get(element.okta_id)
        if known is not None and known[1] != element.digest:
            replaced.append(known[0])
        known = known or before.get(element.okta_id)
        if known is None or known[1] != element.digest:
            differing.append(element)
    bodies = _bodies(before[e.okta_id][0] for e in differing if e.okta_id in before)
    rows: list[VersionRow] = []
    texts = bodies_of([element.raw for element in differing], spec.secrets)
    for element, body in zip(differing, texts, strict=True):
        earlier = bodies.get(element.okta_id)
        if earlier is not None and same_meaning(earlier.encode(), body.encode()):
            continue
        rows.append(
            (
                snapshot.org_id,
                reading.part,
                reading.parent,
                element.okta_id,
                element.digest,
                snapshot.pk,
                body,
            )
        )
    return _Changes(rows, replaced)


def _open_versions(snapshot: Snapshot, page: Page) -> list[tuple[int, str, str, int]]:
    """Return key, id, digest and `since` of the open versions of a page's objects.

    By hand, since it runs once a page: the ORM takes longer than the database here.
    """
    if page.fresh or not page.elements:
        return []
    unit = (snapshot.org_id, page.reading.part, page.reading.parent)
    ids = [element.okta_id for element in page.elements]
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(OPEN_VERSIONS_BY_PROBE, (ids, *unit))
        else:
            marks = ", ".join(["%s"] * len(ids))
            cursor.execute(f"{OPEN_VERSIONS} IN ({marks})", (*unit, *ids))
        rows: list[tuple[int, str, str, int]] = cursor.fetchall()
        return rows


def _bodies(pks: Iterable[int]) -> dict[str, str]:
    wanted = list(pks)
    if not wanted:
        return {}
    marks = ", ".join(["%s"] * len(wanted))
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT okta_id, body FROM {TABLE} WHERE id IN ({marks})",  # noqa: S608
            wanted,
        )
        return dict(cursor.fetchall())


def _advance(page: Page) -> None:
    """Write the bookmark; the last page makes the unit seen."""
    reading = page.reading
    problems = [element for element in page.elements if element.problem]
    reading.problems += len(problems)
    reading.objects_seen += len(page.elements)
    reading.pages += 1
    reading.calls += 1
    reading.next_url = page.next_url
    reading.reason = page.note or reading.reason
    if problems and not reading.reason:
        reading.reason = rules.problem_sentence(problems[0])
    reading.state = PartReading.State.READING
    if not page.next_url:
        reading.state = PartReading.State.SEEN
        reading.read_at = clock.now()
    reading.save()


def _followers(page: Page) -> list[PartReading]:
    """Return the units that hang on the objects of a unit whose every page was read."""
    specs = rules.children_of(page.reading.part)
    if not specs:
        return list(page.planned)
    pages = SeenPage.objects.filter(reading=page.reading).order_by("number")
    ids = [
        okta_id
        for text in pages.values_list("okta_ids", flat=True)
        for okta_id in text.split()
        if not rules.has_made_up_id(okta_id)
    ]
    parent = page.reading.parent
    return [
        *page.planned,
        *(
            PartReading(part=spec.id, parent=rules.child_key(parent, okta_id))
            for spec in specs
            for okta_id in dict.fromkeys(ids)
        ),
    ]


def _create(snapshot: Snapshot, units: list[PartReading]) -> list[PartReading]:
    for unit in units:
        unit.snapshot = snapshot
    PartReading.objects.bulk_create(units)
    return units
