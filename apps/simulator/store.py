"""Where a simulated org keeps its objects: ready JSON bytes, in order of arrival."""

import json
import threading
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

Json = dict[str, Any]

# Stands for the org's own origin in stored objects; replaced when an answer is made.
ORIGIN = "https://simulated.invalid"


def encode(value: Any) -> bytes:
    return json.dumps(value, separators=(",", ":"), ensure_ascii=False).encode()


@dataclass(frozen=True, slots=True)
class Row:
    """One object. `sequence` grows with every addition; page cursors remember it."""

    kind: str
    parent: str
    id: str
    sequence: int
    body: bytes

    @property
    def value(self) -> Json:
        """Return a fresh copy that the caller may change."""
        value: Json = json.loads(self.body)
        return value


class Store:
    """Rows by kind and parent ("" where a kind has none). Safe for many threads."""

    def __init__(self) -> None:
        self.generation = 0
        self._lock = threading.RLock()
        self._sequence = 0
        self._rows: dict[str, dict[str, Row]] = {}
        self._shelves: dict[tuple[str, str], dict[str, Row]] = {}
        self._order: dict[tuple[str, str], tuple[Row, ...]] = {}
        self._watchers: list[dict[tuple[str, str], Row | None]] = []

    def put(self, kind: str, value: Json, parent: str = "", key: str = "id") -> Row:
        """Add an object, or replace it in its place."""
        object_id = str(value[key])
        with self._lock:
            before = self._rows.get(kind, {}).get(object_id)
            self._sequence += 1
            sequence = before.sequence if before else self._sequence
            shelf = before.parent if before else parent
            row = Row(kind, shelf, object_id, sequence, encode(value))
            self._keep(row, before)
        return row

    def remove(self, kind: str, object_id: str) -> bool:
        with self._lock:
            row = self._rows.get(kind, {}).pop(object_id, None)
            if row is None:
                return False
            self._note(row, row)
            del self._shelves[kind, row.parent][object_id]
            self._changed(row)
        return True

    def row(self, kind: str, object_id: str) -> Row | None:
        return self._rows.get(kind, {}).get(object_id)

    def rows(self, kind: str, parent: str = "") -> tuple[Row, ...]:
        """Return the rows of one list, oldest first."""
        with self._lock:
            found = self._order.get((kind, parent))
            if found is None:
                shelf = self._shelves.get((kind, parent), {})
                found = tuple(sorted(shelf.values(), key=_sequence))
                self._order[kind, parent] = found
        return found

    def page(self, kind: str, after: int, limit: int) -> tuple[tuple[Row, ...], bool]:
        """Return the rows after a sequence number, and whether more follow them."""
        rows = self.rows(kind)
        start = bisect_right(rows, after, key=_sequence) if after else 0
        return rows[start : start + limit], start + limit < len(rows)

    def all(self, kind: str) -> Iterator[Row]:
        """Yield every row of a kind, whatever its parent."""
        with self._lock:
            rows = sorted(self._rows.get(kind, {}).values(), key=_sequence)
        yield from rows

    def kinds(self) -> dict[str, int]:
        with self._lock:
            return {kind: len(rows) for kind, rows in sorted(self._rows.items())}

    def watch(self) -> dict[tuple[str, str], Row | None]:
        """Start to note what every object was before its first change."""
        notes: dict[tuple[str, str], Row | None] = {}
        with self._lock:
            self._watchers.append(notes)
        return notes

    def unwatch(self, notes: dict[tuple[str, str], Row | None]) -> None:
        with self._lock:
            self._watchers = [one for one in self._watchers if one is not notes]

    def restore(self, notes: dict[tuple[str, str], Row | None]) -> None:
        """Put every noted object back as it was."""
        with self._lock:
            for (kind, object_id), before in notes.items():
                now = self._rows.get(kind, {}).get(object_id)
                if before is None:
                    self.remove(kind, object_id)
                else:
                    self._keep(before, now)

    def _keep(self, row: Row, before: Row | None) -> None:
        self._note(row, before)
        self._rows.setdefault(row.kind, {})[row.id] = row
        self._shelves.setdefault((row.kind, row.parent), {})[row.id] = row
        self._changed(row)

    def _note(self, row: Row, before: Row | None) -> None:
        for notes in self._watchers:
            notes.setdefault((row.kind, row.id), before)

    def _changed(self, row: Row) -> None:
        self._order.pop((row.kind, row.parent), None)
        self.generation += 1


def _sequence(row: Row) -> int:
    return row.sequence
