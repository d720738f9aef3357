"""Where the bars of a timeline stand, in units of its drawing; pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from apps.plans.dates import Span, day_words

LABELS = 168  # the column of names on the left
ROW = 34
HEAD = 28
BAR = 20
NARROWEST, WIDEST = 2.5, 9.0  # units a day
WISHED = 900
LETTER = 6.6  # what a letter of a bar takes
EDGE = timedelta(days=10)


@dataclass(frozen=True, slots=True)
class Stretch:
    """Days to be drawn as a bar; `tone` is a class of the kit's colours."""

    span: Span
    tone: str
    text: str
    title: str


@dataclass(frozen=True, slots=True)
class Line:
    """A row to be drawn: its name, where it leads, and its stretches."""

    name: str
    url: str
    stretches: tuple[Stretch, ...]
    marks: tuple[Stretch, ...] = ()


@dataclass(frozen=True, slots=True)
class Bar:
    """A rectangle; `text` is empty where it would not fit."""

    x: float
    y: float
    width: float
    height: float
    tone: str
    text: str
    title: str
    middle: float


@dataclass(frozen=True, slots=True)
class Mark:
    x: float
    y: float
    tone: str
    title: str


@dataclass(frozen=True, slots=True)
class Row:
    name: str
    url: str
    y: float
    text_y: float
    bars: tuple[Bar, ...]
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Tick:
    x: float
    text: str


@dataclass(frozen=True)
class Chart:
    """A timeline ready to be drawn."""

    width: int
    height: int
    labels: int
    head: int
    ticks: tuple[Tick, ...]
    bands: tuple[Bar, ...]
    rows: tuple[Row, ...]
    today_x: float

    @classmethod
    def draw(
        cls, lines: Sequence[Line], bands: Iterable[Stretch], today: date
    ) -> "Chart":
        """Lay out the lines one under another; bands run through all of them."""
        through = list(bands)
        scale = _Scale.over(lines, through, today)
        height = HEAD + ROW * max(len(lines), 1)
        return cls(
            width=round(scale.end),
            height=height,
            labels=LABELS,
            head=HEAD,
            ticks=tuple(scale.ticks()),
            bands=tuple(
                scale.bar(one, HEAD, height - HEAD, with_text=False) for one in through
            ),
            rows=tuple(
                _row(scale, line, HEAD + ROW * place)
                for place, line in enumerate(lines)
            ),
            today_x=scale.x(today),
        )


@dataclass(frozen=True, slots=True)
class _Scale:
    first: date
    last: date
    day: float

    @classmethod
    def over(
        cls, lines: Sequence[Line], bands: Sequence[Stretch], today: date
    ) -> "_Scale":
        spans = [one.span for line in lines for one in (*line.stretches, *line.marks)]
        spans += [one.span for one in bands]
        first = min((span.starts for span in spans), default=today)
        last = max((span.ends for span in spans), default=today)
        first, last = min(first, today) - EDGE, max(last, today) + EDGE
        days = (last - first).days + 1
        return cls(first, last, min(max(WISHED / days, NARROWEST), WIDEST))

    @property
    def end(self) -> float:
        return self.x(self.last + timedelta(days=1))

    def x(self, day: date) -> float:
        return round(LABELS + (day - self.first).days * self.day, 1)

    def bar(
        self, one: Stretch, y: float, height: float, *, with_text: bool = True
    ) -> Bar:
        x = self.x(one.span.starts)
        width = round(self.x(one.span.ends + timedelta(days=1)) - x, 1)
        fits = with_text and len(one.text) * LETTER + 6 <= width
        text = one.text if fits else ""
        return Bar(x, y, width, height, one.tone, text, one.title, y + height / 2)

    def ticks(self) -> Iterable[Tick]:
        """Yield the first day of each month that is drawn."""
        day = self.first.replace(day=1)
        while day <= self.last:
            if day >= self.first:
                text = f"{day:%b %Y}" if day.month == 1 else f"{day:%b}"
                yield Tick(self.x(day), text)
            day = (day + timedelta(days=31)).replace(day=1)


def _row(scale: _Scale, line: Line, y: float) -> Row:
    top = y + (ROW - BAR) / 2
    return Row(
        name=line.name if len(line.name) * LETTER < LABELS else f"{line.name[:22]}…",
        url=line.url,
        y=y,
        text_y=y + ROW / 2,
        bars=tuple(scale.bar(one, top, BAR) for one in line.stretches),
        marks=tuple(
            Mark(scale.x(one.span.starts), y + ROW / 2, one.tone, one.title)
            for one in line.marks
        ),
    )


def stretch(span: Span, tone: str, text: str) -> Stretch:
    """Return a stretch that says its days."""
    return Stretch(span, tone, text, f"{text}, {span}")


def mark(day: date, tone: str, text: str) -> Stretch:
    return Stretch(Span(day, day), tone, text, f"{text}, {day_words(day)}")
