"""What the audit page and its CSV show; both from the same filters."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.http import QueryDict

from apps.audit.models import AuditLine
from apps.core.listing import Listing, bounds, page_number

CSV_HEADER = (
    "number",
    "at",
    "actor",
    "verb",
    "subject",
    "before",
    "after",
    "why",
    "hash",
)


@dataclass(frozen=True)
class Change:
    """One value that a line says was changed; empty text where there was none."""

    name: str
    before: str
    after: str


@dataclass(frozen=True)
class LineRow:
    """One line of the trail, ready to be shown."""

    line: AuditLine
    changes: tuple[Change, ...]


@dataclass(frozen=True)
class AuditList:
    """One page of the lines that a person may read and asked for; two queries."""

    listing: Listing[LineRow]

    @classmethod
    def build(cls, lines: QuerySet[AuditLine], query: QueryDict) -> "AuditList":
        number = page_number(query)
        rows = [LineRow(line, changes_of(line)) for line in lines[bounds(number)]]
        return cls(Listing(rows, lines.count(), number))


def csv_rows(lines: QuerySet[AuditLine]) -> Iterator[list[object]]:
    """Yield every line of the view, all of its pages, newest first."""
    for line in lines.iterator(chunk_size=500):
        yield [
            line.seq,
            line.at.isoformat(),
            line.actor,
            line.verb,
            line.subject,
            _json(line.before),
            _json(line.after),
            line.why,
            line.hash,
        ]


def changes_of(line: AuditLine) -> tuple[Change, ...]:
    """Return what changed, value by value where both sides are named values."""
    before, after = _named(line.before), _named(line.after)
    names = list(dict.fromkeys([*before, *after]))
    return tuple(
        Change(name, _text(before.get(name)), _text(after.get(name)))
        for name in names
        if before.get(name) != after.get(name)
    )


def _named(value: Any) -> dict[str, Any]:
    if value is None:
        return {}
    return value if isinstance(value, dict) else {"": value}


def _text(value: Any) -> str:
    if value is None:
        return ""
    return value if isinstance(value, str) else _json(value)


def _json(value: Any) -> str:
    return "" if value is None else json.dumps(value, ensure_ascii=False)
