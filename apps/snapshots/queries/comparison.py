"""Two snapshots of an org side by side; writes nothing."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from apps.okta.json import parse
from apps.okta.parts import PARTS
from apps.snapshots.differences import Change, Difference, differences
from apps.snapshots.models import ObjectVersion, PartReading, Snapshot
from apps.snapshots.queries.visible import label_of, visible_at

COLUMNS = ("part", "parent", "okta_id", "pk", "digest")
Key = tuple[str, str, str]
UnitKey = tuple[str, str]


@dataclass(frozen=True, slots=True)
class ChangedObject:
    """One object that differs; the keys are those of its versions before and after."""

    part: str
    parent: str
    okta_id: str
    kind: Change
    before_pk: int | None
    after_pk: int | None


@dataclass(frozen=True, slots=True)
class NotCompared:
    """A unit that one of the two snapshots did not see."""

    part: str
    reason: str


@dataclass(frozen=True)
class Comparison:
    """What differs between two snapshots of one org, by part and kind."""

    older: Snapshot
    newer: Snapshot
    changes: tuple[ChangedObject, ...]
    not_compared: tuple[NotCompared, ...]

    @property
    def counts(self) -> dict[str, dict[Change, int]]:
        """{part: {kind: number}} in reading order, parts with changes only."""
        counter = Counter((change.part, change.kind) for change in self.changes)
        parts = dict.fromkeys(change.part for change in self.changes)
        return {part: {kind: counter[part, kind] for kind in Change} for part in parts}

    def of(self, part: str = "", kind: str = "") -> list[ChangedObject]:
        """Return the changes of one part and kind; empty text means all."""
        return [
            change
            for change in self.changes
            if part in ("", change.part) and kind in ("", change.kind)
        ]


@dataclass(frozen=True, slots=True)
class DescribedChange:
    """A change with what people call the object and what differs in it."""

    change: ChangedObject
    label: str
    differences: tuple[Difference, ...]

    @property
    def title(self) -> str:
        spec = PARTS.get(self.change.part)
        return spec.title if spec else self.change.part


def compare(older: Snapshot, newer: Snapshot) -> Comparison:
    """Return what was added, removed and changed from `older` to `newer`.

    Reads keys and digests only, of objects that have a version from between the two.
    A unit that either did not see is not compared, and says why.
    """
    between = {"gt": older.pk, "lte": newer.pk}
    after = _keyed(
        visible_at(newer)
        .filter(**{f"since_id__{word}": pk for word, pk in between.items()})
        .values_list(*COLUMNS)
    )
    before = _keyed(
        visible_at(older)
        .filter(**{f"until_id__{word}": pk for word, pk in between.items()})
        .values_list(*COLUMNS)
    )
    unseen = _unseen_units(older, newer)
    changes = [
        change
        for key in before.keys() | after.keys()
        if key[:2] not in unseen
        and (change := _change(key, before.get(key), after.get(key))) is not None
    ]
    order = {part: place for place, part in enumerate(PARTS)}
    changes.sort(
        key=lambda each: (
            order.get(each.part, len(order)),
            each.kind,
            each.parent,
            each.okta_id,
        )
    )
    hidden = (
        NotCompared("/".join(filter(None, unit)), reason)
        for unit, reason in sorted(unseen.items())
    )
    return Comparison(older, newer, tuple(changes), tuple(hidden))


def describe(changes: Iterable[ChangedObject]) -> list[DescribedChange]:
    """Return the changes with their differences. One query, for a page of them."""
    listed = list(changes)
    pks = {pk for each in listed for pk in (each.before_pk, each.after_pk) if pk}
    rows = ObjectVersion.objects.filter(pk__in=pks).values_list("pk", "body")
    bodies = {pk: parse(body.encode()) for pk, body in rows}
    described = []
    for each in listed:
        before = bodies.get(each.before_pk) if each.before_pk else None
        after = bodies.get(each.after_pk) if each.after_pk else None
        changed = each.kind is Change.CHANGED
        described.append(
            DescribedChange(
                change=each,
                label=label_of(before if after is None else after, each.okta_id),
                differences=tuple(differences(before, after)) if changed else (),
            )
        )
    return described


def _keyed(
    rows: Iterable[tuple[str, str, str, int, str]],
) -> dict[Key, tuple[int, str]]:
    return {
        (part, parent, okta_id): (pk, digest)
        for part, parent, okta_id, pk, digest in rows
    }


def _change(
    key: Key, before: tuple[int, str] | None, after: tuple[int, str] | None
) -> ChangedObject | None:
    """Return how an object changed; None where it changed and changed back."""
    if before and after:
        if before[1] == after[1]:
            return None
        kind = Change.CHANGED
    else:
        kind = Change.ADDED if after else Change.REMOVED
    return ChangedObject(
        *key, kind, before[0] if before else None, after[0] if after else None
    )


def _unseen_units(older: Snapshot, newer: Snapshot) -> dict[UnitKey, str]:
    """Return the units that one of the two did not see, with the newer one's reason."""
    unseen: dict[UnitKey, str] = {}
    for snapshot in (older, newer):
        rows = snapshot.readings.exclude(state=PartReading.State.SEEN)
        for part, parent, reason in rows.values_list("part", "parent", "reason"):
            unseen[part, parent] = reason
    return unseen
