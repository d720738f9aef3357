"""What the comparison and the raw reading show, as values; reads, changes nothing."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import msgspec
from django.http import Http404, QueryDict

from apps.core.listing import Listing, bounds, page_number
from apps.okta.json import parse
from apps.okta.parts import PARTS
from apps.orgs.models import Org
from apps.snapshots.access import Sight
from apps.snapshots.differences import MISSING, Change, at_pointer, child
from apps.snapshots.models import Snapshot
from apps.snapshots.queries import (
    Comparison,
    DescribedChange,
    compare,
    describe,
    label_of,
    stored_object,
)

PICKED = 200  # snapshots to choose from
DEEPEST = 40


@dataclass(frozen=True, slots=True)
class PartCount:
    """How many objects of a part were added, removed and changed."""

    part: str
    title: str
    added: int
    removed: int
    changed: int


@dataclass(frozen=True)
class ComparisonPage:
    """Two snapshots of an org; without two judged ones only the pickers."""

    org: Org
    snapshots: tuple[Snapshot, ...]
    comparison: Comparison | None
    part: str
    kind: str
    listing: Listing[DescribedChange]

    @classmethod
    def build(
        cls, sight: Sight, query: QueryDict | Mapping[str, str]
    ) -> "ComparisonPage":
        """Return the page; raises Http404 for a snapshot that is not the org's."""
        org = sight.org
        judged = tuple(
            Snapshot.objects.filter(org=org, state__in=Snapshot.JUDGED, pruned_at=None)[
                :PICKED
            ]
        )
        pair = _pair(judged, query)
        part = query.get("part") or ""
        kind = query.get("kind") or ""
        if pair is None:
            return cls(org, judged, None, part, kind, Listing([], 0, 1))
        comparison = sight.bounded(compare(*pair))
        changes = comparison.of(part, kind)
        number = page_number(query)
        rows = describe(changes[bounds(number)])
        listing = Listing(rows, len(changes), number)
        return cls(org, judged, comparison, part, kind, listing)

    @property
    def counts(self) -> list[PartCount]:
        """The parts that differ, in reading order."""
        if self.comparison is None:
            return []
        return [
            PartCount(
                part=part,
                title=PARTS[part].title if part in PARTS else part,
                added=counts[Change.ADDED],
                removed=counts[Change.REMOVED],
                changed=counts[Change.CHANGED],
            )
            for part, counts in self.comparison.counts.items()
        ]

    @property
    def kinds(self) -> tuple[Change, ...]:
        return tuple(Change)


def _pair(
    judged: tuple[Snapshot, ...], query: QueryDict | Mapping[str, str]
) -> tuple[Snapshot, Snapshot] | None:
    """Return the two asked snapshots, older first; by default the newest two."""
    newer = _asked(judged, query.get("to") or "", 0)
    if newer is None:
        return None
    place = judged.index(newer)
    older = _asked(judged, query.get("from") or "", place + 1)
    if older is None:
        return None
    return (older, newer) if older.pk <= newer.pk else (newer, older)


def _asked(judged: tuple[Snapshot, ...], text: str, default: int) -> Snapshot | None:
    if not text:
        return judged[default] if default < len(judged) else None
    for snapshot in judged:
        if str(snapshot.pk) == text:
            return snapshot
    raise Http404("This org has no such snapshot to compare.")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of printed JSON; `pointer` names the value that begins on it."""

    pointer: str
    text: str
    is_pointed: bool


@dataclass(frozen=True)
class RawReading:
    """An object as Okta told it, the part that decided first."""

    org: Org
    snapshot: Snapshot
    part: str
    okta_id: str
    label: str
    pointer: str
    excerpt: str
    is_missing_there: bool
    lines: tuple[Line, ...]

    @classmethod
    def build(
        cls, sight: Sight, pk: int, part: str, okta_id: str, pointer: str
    ) -> "RawReading":
        """Return the page; raises Http404 where there is nothing that may be seen."""
        org = sight.org
        snapshot = Snapshot.objects.filter(org=org, pk=pk, pruned_at=None).first()
        if snapshot is None or snapshot.seen_at is None:
            raise Http404("There is no such snapshot, or it was forgotten.")
        version = stored_object(snapshot, part, okta_id)
        if version is None or not sight.shows(part, okta_id):
            raise Http404("The snapshot shows no such object.")
        value = parse(version.body.encode())
        found = at_pointer(value, pointer) if pointer else MISSING
        return cls(
            org=org,
            snapshot=snapshot,
            part=part,
            okta_id=okta_id,
            label=label_of(value, okta_id),
            pointer=pointer,
            excerpt="" if found is MISSING else pretty(found),
            is_missing_there=bool(pointer) and found is MISSING,
            lines=tuple(lines_of(value, pointer)),
        )

    @property
    def title(self) -> str:
        return PARTS[self.part].title if self.part in PARTS else self.part


def pretty(value: Any) -> str:
    return msgspec.json.format(msgspec.json.encode(value)).decode()


def lines_of(value: Any, pointed: str = "") -> Iterator[Line]:
    """Yield printed JSON line by line, each with the pointer of its value."""
    yield from _lines(value, "", "", "", pointed)


def _lines(
    value: Any, pointer: str, before: str, after: str, pointed: str
) -> Iterator[Line]:
    """Yield the lines of a value; `before` is its indent and key, `after` its comma."""
    is_pointed = bool(pointed) and f"{pointer}/".startswith(f"{pointed}/")
    members = _members(value)
    if not members or pointer.count("/") > DEEPEST:
        text = msgspec.json.encode(value).decode()
        yield Line(pointer, f"{before}{text}{after}", is_pointed)
        return
    opening, closing = ("[", "]") if isinstance(value, list) else ("{", "}")
    indent = " " * (len(before) - len(before.lstrip(" ")))
    yield Line(pointer, f"{before}{opening}", is_pointed)
    for place, (key, label, member) in enumerate(members):
        comma = "," if place < len(members) - 1 else ""
        yield from _lines(
            member, child(pointer, key), f"{indent}  {label}", comma, pointed
        )
    yield Line("", f"{indent}{closing}{after}", is_pointed)


def _members(value: Any) -> list[tuple[str | int, str, Any]]:
    """Return (key, what is printed before the value, value) of what a value holds."""
    if isinstance(value, list):
        return [(place, "", member) for place, member in enumerate(value)]
    if isinstance(value, dict):
        return [
            (key, f"{msgspec.json.encode(key).decode()}: ", member)
            for key, member in value.items()
        ]
    return []
