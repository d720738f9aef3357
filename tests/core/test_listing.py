from django.http import QueryDict

from apps.core.listing import (
    Listing,
    bounds,
    last_page,
    page_number,
    sort_from,
    without,
)

SORTS = {"label": ("label", "pk"), "new": ("-created", "pk")}


def test_a_page_that_is_no_number_is_the_first() -> None:
    for text in ("", "x", "-3", "0", "9" * 30, "²"):
        assert page_number(QueryDict(f"page={text}")) == 1


def test_a_sort_turns_round_every_field() -> None:
    assert sort_from(QueryDict("sort=-new"), SORTS, "label").order_by == (
        "created",
        "-pk",
    )
    assert sort_from(QueryDict("sort=new"), SORTS, "label").word == "new"


def test_a_sort_that_is_not_allowed_is_the_default() -> None:
    sort = sort_from(QueryDict("sort=password"), SORTS, "-label")
    assert (sort.name, sort.descending, sort.word) == ("label", True, "-label")


def test_a_listing_knows_its_bounds_and_neighbours() -> None:
    middle = Listing(list(range(50)), total=120, number=2)
    assert (middle.first, middle.last, middle.pages) == (51, 100, 3)
    assert (middle.previous, middle.next) == (1, 3)
    assert bounds(2) == slice(50, 100)
    assert list(middle)[:2] == [0, 1]


def test_an_empty_listing_counts_from_nothing() -> None:
    empty: Listing[int] = Listing([], total=0, number=1)
    assert (empty.first, empty.last, empty.pages) == (0, 0, 1)
    assert (empty.previous, empty.next) == (None, None)


def test_the_last_page_holds_the_last_row() -> None:
    assert [last_page(total) for total in (0, 1, 50, 51)] == [1, 1, 1, 2]


def test_a_filter_is_taken_away_with_its_page() -> None:
    query = QueryDict("q=a%26b&org=acme&page=7")
    assert without(query, "org") == "?q=a%26b"
    assert without(query, "none") == "?q=a%26b&org=acme"
