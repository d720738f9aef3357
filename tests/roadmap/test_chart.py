"""Where bars stand: in their days, in order, and never wider than the drawing."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from apps.plans.dates import Span
from apps.roadmap.chart import LABELS, NARROWEST, Chart, Line, mark, stretch

TODAY = date(2027, 3, 1)
DAYS = st.integers(-400, 800)


def line(first: int, last: int) -> Line:
    days = Span(TODAY + timedelta(days=first), TODAY + timedelta(days=last))
    return Line("acme", "/", (stretch(days, "blue", "Grants"),))


def test_an_empty_roadmap_still_shows_today() -> None:
    chart = Chart.draw([], [], TODAY)
    assert LABELS < chart.today_x < chart.width
    assert chart.rows == ()
    assert [tick.text for tick in chart.ticks] == ["Mar"]


@given(st.lists(st.tuples(DAYS, st.integers(0, 90)), max_size=6))
def test_every_bar_is_inside_the_drawing(spans: list[tuple[int, int]]) -> None:
    chart = Chart.draw([line(day, day + n) for day, n in spans], [], TODAY)
    for row in chart.rows:
        (bar,) = row.bars
        assert bar.x >= LABELS
        assert bar.width >= NARROWEST
        assert bar.x + bar.width <= chart.width + 1
        assert 0 < bar.y < chart.height


def test_a_word_stands_in_a_bar_only_where_it_fits() -> None:
    chart = Chart.draw([line(0, 40), line(0, 0)], [], TODAY)
    wide, narrow = (row.bars[0] for row in chart.rows)
    assert wide.text == "Grants"
    assert narrow.text == ""
    assert narrow.title == "Grants, on 1 March 2027"


def test_marks_and_bands_are_drawn_and_long_names_cut() -> None:
    lines = [Line("a" * 60, "/", (), (mark(TODAY, "green", "Upgraded"),))]
    band = stretch(Span(TODAY, TODAY), "freeze", "Freeze: x")
    chart = Chart.draw(lines, [band], TODAY)
    assert chart.rows[0].marks[0].x == chart.today_x == chart.bands[0].x
    assert len(chart.rows[0].name) < 30
