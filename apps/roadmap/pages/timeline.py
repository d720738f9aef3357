"""The roadmap: orgs' upgrades, waves, breaks and freezes on one calendar."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count
from django.urls import reverse

from apps.accounts.models import Role, User
from apps.accounts.queries import has_role
from apps.accounts.scope import scope_of
from apps.inventory.models import Application
from apps.orgs.access import visible_orgs
from apps.orgs.models import Environment, Org
from apps.plans.access import (
    led_orgs,
    may_freeze,
    may_plan,
    visible_freezes,
    visible_waves,
)
from apps.plans.dates import ROLLBACK_WINDOW, OrgDate, Span, day_words
from apps.plans.models import Freeze, Wave
from apps.plans.queries import WaveDates, dates_of, frozen_of, org_dates
from apps.roadmap.chart import Chart, Line, Stretch, mark, stretch
from apps.roadmap.forms import FreezeForm

ORDER = list(Environment.values)


@dataclass(frozen=True)
class OrgLine:
    """One org with its date in words."""

    org: Org
    date: OrgDate

    @property
    def words(self) -> str:
        if self.date.is_done:
            day = self.date.day
            return f"Upgraded, seen on {day_words(day)}" if day else "Identity Engine"
        return f"Planned for {day_words(self.date.day)}" if self.date.day else "No date"


@dataclass(frozen=True)
class WaveLine:
    """One wave with its dates and as many of its applications as one may see."""

    wave: Wave
    dates: WaveDates
    applications: int


@dataclass(frozen=True)
class FreezeLine:
    freeze: Freeze
    may_remove: bool


@dataclass(frozen=True)
class Entry:
    """One line of the table that says what the drawing shows."""

    span: Span
    what: str
    where: str
    url: str


@dataclass(frozen=True)
class Timeline:
    """What the page of `/roadmap/` shows."""

    chart: Chart
    orgs: list[OrgLine]
    waves: list[WaveLine]
    freezes: list[FreezeLine]
    entries: list[Entry]
    form: FreezeForm | None
    may_plan: bool

    @classmethod
    def build(
        cls, user: User, today: date, form: FreezeForm | None = None
    ) -> "Timeline":
        """Read the page in a number of queries that no size changes."""
        orgs = _orgs(user)
        waves = _waves(user)
        freezes = list(visible_freezes(user))
        lines = [*(_org_line(one, freezes) for one in orgs), *map(_wave_line, waves)]
        everywhere = [
            stretch(frozen_of(one).span, "freeze", f"Freeze: {one.reason}")
            for one in freezes
            if one.org_id is None
        ]
        return cls(
            chart=Chart.draw(lines, everywhere, today),
            orgs=orgs,
            waves=waves,
            freezes=[FreezeLine(one, may_freeze(user, one.org)) for one in freezes],
            entries=_entries(lines, freezes),
            form=form or freeze_form(user),
            may_plan=may_plan(user),
        )


def freeze_form(user: User, data: object = None) -> FreezeForm | None:
    """Return the form of who leads a whole org; None for others."""
    orgs = list(led_orgs(user))
    every = has_role(user, None, Role.LEAD)
    return FreezeForm(data, orgs=orgs, every=every) if orgs or every else None


def _orgs(user: User) -> list[OrgLine]:
    """Return the orgs in the order of the org track, by date within it."""
    orgs = list(visible_orgs(user))
    lines = [OrgLine(org, day) for org, day in zip(orgs, org_dates(orgs), strict=True)]
    return sorted(
        lines,
        key=lambda one: (
            one.org.is_demo,
            ORDER.index(one.org.environment),
            one.date.day or date.max,
        ),
    )


def _waves(user: User) -> list[WaveLine]:
    waves = list(visible_waves(user).select_related("org"))
    mine = Application.objects.filter(
        scope_of(user).applications(), wave__in=waves, gone_at=None
    )
    counts = dict(mine.order_by().values_list("wave").annotate(n=Count("pk")))
    dates = dates_of([wave.pk for wave in waves])
    lines = [
        WaveLine(wave, dates.get(wave.pk, WaveDates()), counts.get(wave.pk, 0))
        for wave in waves
    ]
    return sorted(lines, key=_first_day)


def _first_day(line: WaveLine) -> date:
    return min((one.span.starts for one in line.dates.phases), default=date.max)


def _org_line(line: OrgLine, freezes: Iterable[Freeze]) -> Line:
    org, day = line.org, line.date.day
    stretches: list[Stretch] = [
        stretch(Span(one.starts, one.ends), "freeze", f"Freeze: {one.reason}")
        for one in freezes
        if one.org_id == org.pk
    ]
    marks: list[Stretch] = []
    if day is not None:
        until = day + ROLLBACK_WINDOW - timedelta(days=1)
        stretches.append(stretch(Span(day, until), "amber", "Quiet week"))
        word = "Upgraded" if line.date.is_done else "Planned upgrade"
        marks.append(mark(day, "green" if line.date.is_done else "blue", word))
    url = reverse("roadmap:upgrade", args=[org.name])
    return Line(org.name, url, tuple(stretches), tuple(marks))


def _wave_line(line: WaveLine) -> Line:
    phases = [stretch(one.span, "blue", one.phase.label) for one in line.dates.phases]
    breaks = [
        stretch(one.span, "break", f"Break after {one.after.label}")
        for one in line.dates.breaks
    ]
    url = reverse("roadmap:wave_detail", args=[line.wave.name])
    return Line(line.wave.title, url, (*phases, *breaks))


def _entries(lines: Sequence[Line], freezes: Iterable[Freeze]) -> list[Entry]:
    found = [
        Entry(one.span, one.text, line.name, line.url)
        for line in lines
        for one in (*line.marks, *line.stretches)
    ]
    found += [
        Entry(Span(one.starts, one.ends), f"Freeze: {one.reason}", "Every org", "")
        for one in freezes
        if one.org_id is None
    ]
    return sorted(found, key=lambda one: (one.span.starts, one.where, one.span.ends))
