"""What differs between two JSON documents, property by property. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import msgspec

MOST = 200  # differences of one object that are shown
LONGEST = 600  # characters of one value that are shown


class Change(StrEnum):
    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


class _Missing:
    pass


MISSING = _Missing()


@dataclass(frozen=True, slots=True)
class Difference:
    """One property, named by its JSON pointer; a side that lacks it is empty text."""

    pointer: str
    kind: Change
    before: str
    after: str


def differences(before: Any, after: Any) -> list[Difference]:
    """Return what differs, in the order of the newer document, MOST at most.

    Lists of plain words that differ are one difference; other lists are compared place
    by place.
    """
    found: list[Difference] = []
    for difference in _walk("", before, after):
        found.append(difference)
        if len(found) == MOST:
            break
    return found


def _walk(pointer: str, before: Any, after: Any) -> Iterator[Difference]:
    if isinstance(before, dict) and isinstance(after, dict):
        for key in [*after, *(key for key in before if key not in after)]:
            yield from _walk(
                child(pointer, key), before.get(key, MISSING), after.get(key, MISSING)
            )
    elif _are_nested_lists(before, after):
        for place in range(max(len(before), len(after))):
            yield from _walk(
                child(pointer, place), _at(before, place), _at(after, place)
            )
    elif before is MISSING or after is MISSING or not _same(before, after):
        yield Difference(pointer, _kind(before, after), _text(before), _text(after))


def _are_nested_lists(before: Any, after: Any) -> bool:
    return (
        isinstance(before, list)
        and isinstance(after, list)
        and any(isinstance(each, dict | list) for each in [*before, *after])
    )


def _same(before: Any, after: Any) -> bool:
    return type(before) is type(after) and bool(before == after)


def _at(values: list[Any], place: int) -> Any:
    return values[place] if place < len(values) else MISSING


def _kind(before: Any, after: Any) -> Change:
    if before is MISSING:
        return Change.ADDED
    return Change.REMOVED if after is MISSING else Change.CHANGED


def _text(value: Any) -> str:
    if value is MISSING:
        return ""
    text = value if isinstance(value, str) else msgspec.json.encode(value).decode()
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"


def child(pointer: str, key: str | int) -> str:
    """Return the pointer of a member.

    Source: https://www.rfc-editor.org/rfc/rfc6901
    """
    return f"{pointer}/{str(key).replace('~', '~0').replace('/', '~1')}"


def at_pointer(value: Any, pointer: str) -> Any:
    """Return what a JSON pointer names, MISSING where there is nothing."""
    for step in pointer.split("/")[1:]:
        key = step.replace("~1", "/").replace("~0", "~")
        if isinstance(value, dict):
            value = value.get(key, MISSING)
        elif isinstance(value, list) and key.isascii() and key.isdigit():
            value = _at(value, int(key))
        else:
            return MISSING
    return value
