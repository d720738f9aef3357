"""Paging and sorting from the query string: one shape for every list."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

from django.http import QueryDict

T = TypeVar("T")
PAGE_SIZE = 50
MAX_PAGE = 100_000


@dataclass(frozen=True)
class Sort:
    """How a list is sorted: `name` is a key of the allowed sorts."""

    name: str
    descending: bool
    order_by: tuple[str, ...]

    @property
    def word(self) -> str:
        return f"-{self.name}" if self.descending else self.name


@dataclass(frozen=True)
class Listing(Generic[T]):
    """One page of a list with what its footer needs."""

    rows: list[T]
    total: int
    number: int
    size: int = PAGE_SIZE

    @property
    def pages(self) -> int:
        return last_page(self.total, self.size)

    @property
    def first(self) -> int:
        """The number of the first row on this page, from 1; 0 for an empty list."""
        return (self.number - 1) * self.size + 1 if self.rows else 0

    @property
    def last(self) -> int:
        return self.first + len(self.rows) - 1 if self.rows else 0

    @property
    def previous(self) -> int | None:
        return self.number - 1 if self.number > 1 else None

    @property
    def next(self) -> int | None:
        return self.number + 1 if self.number < self.pages else None

    def __iter__(self) -> Iterator[T]:
        return iter(self.rows)


def page_number(query: QueryDict | Mapping[str, str]) -> int:
    """Return the asked page, 1 where the text is no positive number."""
    text = query.get("page") or "1"
    number = int(text) if text.isascii() and text.isdigit() and len(text) <= 6 else 1  # noqa: PLR2004
    return min(max(number, 1), MAX_PAGE)


def last_page(total: int, size: int = PAGE_SIZE) -> int:
    """Return the number of the last page; an empty list has one page."""
    return max(1, -(-total // size))


def sort_from(
    query: QueryDict | Mapping[str, str],
    allowed: Mapping[str, tuple[str, ...]],
    default: str,
) -> Sort:
    """Return the asked sort where it is allowed, else the default."""
    asked = query.get("sort") or default
    if asked.removeprefix("-") not in allowed:
        asked = default
    descending = asked.startswith("-")
    name = asked.removeprefix("-")
    fields = allowed[name]
    if descending:
        fields = tuple(
            field.removeprefix("-") if field.startswith("-") else f"-{field}"
            for field in fields
        )
    return Sort(name, descending, fields)


def without(query: QueryDict, name: str) -> str:
    """Return the query string less one filter, on its first page."""
    rest = query.copy()
    for gone in (name, "page"):
        rest.pop(gone, None)
    return f"?{rest.urlencode()}"


def bounds(number: int, size: int = PAGE_SIZE) -> slice:
    """Return the slice of a page."""
    return slice((number - 1) * size, number * size)
