"""What differs between two documents, by property."""

from typing import Any

import pytest

from apps.snapshots.differences import (
    MISSING,
    MOST,
    Change,
    at_pointer,
    differences,
)


def found(before: Any, after: Any) -> list[tuple[str, str, str, str]]:
    return [
        (each.pointer, each.kind, each.before, each.after)
        for each in differences(before, after)
    ]


def test_equal_documents_differ_in_nothing() -> None:
    document = {"a": [1, {"b": None}], "c": "x"}
    assert found(document, {"c": "x", "a": [1, {"b": None}]}) == []


def test_properties_are_added_removed_and_changed() -> None:
    assert found({"a": 1, "b": {"c": 1}}, {"b": {"c": 2}, "d": True}) == [
        ("/b/c", Change.CHANGED, "1", "2"),
        ("/d", Change.ADDED, "", "true"),
        ("/a", Change.REMOVED, "1", ""),
    ]


def test_a_list_of_words_is_one_property() -> None:
    assert found({"g": ["a"]}, {"g": ["a", "b"]}) == [
        ("/g", Change.CHANGED, '["a"]', '["a","b"]')
    ]


def test_lists_of_objects_are_compared_place_by_place() -> None:
    assert found([{"a": 1}, {"b": 1}], [{"a": 2}]) == [
        ("/0/a", Change.CHANGED, "1", "2"),
        ("/1", Change.REMOVED, '{"b":1}', ""),
    ]


def test_null_is_not_the_same_as_nothing() -> None:
    assert found({"a": None}, {}) == [("/a", Change.REMOVED, "null", "")]
    assert found({"a": 1}, {"a": True}) == [("/a", Change.CHANGED, "1", "true")]


def test_pointers_escape_what_pointers_are_made_of() -> None:
    before, after = {"a/b": {"c~d": 1}}, {"a/b": {"c~d": 2}}
    (difference,) = differences(before, after)
    assert difference.pointer == "/a~1b/c~0d"
    assert at_pointer(after, difference.pointer) == 2


def test_what_is_shown_has_bounds() -> None:
    many = {str(number): number for number in range(MOST + 50)}
    assert len(differences({}, many)) == MOST
    (long,) = differences({"a": "x" * 10_000}, {"a": "y"})
    assert len(long.before) < 1000


@pytest.mark.parametrize("pointer", ["/x", "/a/7", "/a/x", "/b/c/d"])
def test_a_pointer_to_nothing_finds_nothing(pointer: str) -> None:
    assert at_pointer({"a": [1], "b": "text"}, pointer) is MISSING


def test_pointers_lead_into_lists() -> None:
    assert at_pointer({"a": [{"b": 5}]}, "/a/0/b") == 5
    assert at_pointer({"a": 1}, "") == {"a": 1}
