"""Dates as the rules take them: of waves, orgs, freezes and steps; writes nothing."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Q

from apps.facts.fact import Stage
from apps.facts.stages import STAGES
from apps.inventory.models import Application
from apps.orgs.models import EngineName, Org
from apps.plans.dates import Dated, Frozen, OrgDate, Pause, Span
from apps.plans.models import Break, Freeze, OrgUpgrade, Wave, WavePhase
from apps.plans.phases import Phase
from apps.plans.rules import due_date


@dataclass(frozen=True)
class WaveDates:
    """The phases of a wave and the breaks between them, by their first day."""

    phases: tuple[Dated, ...] = ()
    breaks: tuple[Pause, ...] = ()


def dates_of(wave_ids: Collection[int]) -> dict[int, WaveDates]:
    """Return {wave id: its dates}, of each wave that has any. Two queries."""
    phases: dict[int, list[Dated]] = defaultdict(list)
    breaks: dict[int, list[Pause]] = defaultdict(list)
    if not wave_ids:
        return {}
    for row in WavePhase.objects.filter(wave__in=wave_ids):
        span = Span(row.starts, row.ends)
        phases[row.wave_id].append(Dated(Phase(row.phase), span))
    for pause in Break.objects.filter(wave__in=wave_ids):
        span = Span(pause.starts, pause.ends)
        breaks[pause.wave_id].append(Pause(Phase(pause.after_phase), span))
    return {
        pk: WaveDates(tuple(phases[pk]), tuple(breaks[pk])) for pk in {*phases, *breaks}
    }


def freezes_of(org_ids: Collection[int]) -> list[Frozen]:
    """Return the freezes of some orgs and those of every org. One query."""
    rows = Freeze.objects.filter(Q(org=None) | Q(org__in=org_ids))
    return [frozen_of(row) for row in rows.select_related("org")]


def frozen_of(row: Freeze) -> Frozen:
    name = row.org.name if row.org else ""
    return Frozen(Span(row.starts, row.ends), row.reason, name)


def org_dates(orgs: Iterable[Org]) -> list[OrgDate]:
    """Return when each org is, or was, upgraded. One query."""
    listed = list(orgs)
    planned = {row.org_id: row for row in OrgUpgrade.objects.filter(org__in=listed)}
    return [org_date(org, planned.get(org.pk)) for org in listed]


def org_date(org: Org, planned: OrgUpgrade | None) -> OrgDate:
    """Return when an org is upgraded: as its syncs saw it, else as planned.

    The day is that of the time zone in which the hour was chosen.
    """
    day: date | None = planned.local_at.date() if planned else None
    is_done = org.engine == EngineName.IDENTITY_ENGINE
    if is_done:
        day = org.upgraded_seen_at.date() if org.upgraded_seen_at else None
    return OrgDate(org.name, org.environment, day, is_done)


def planned_of(org: Org) -> OrgUpgrade | None:
    return OrgUpgrade.objects.filter(org=org).first()


def orgs_in(wave: Wave) -> list[Org]:
    """Return the orgs that a wave has applications in, and its own."""
    rows = wave.applications.order_by().values("org")
    return list(Org.objects.filter(Q(pk__in=rows) | Q(pk=wave.org_id)))


@dataclass(frozen=True)
class Calendar:
    """What gives the steps of one org's applications their days; no query."""

    org: OrgDate
    waves: Mapping[int, WaveDates] = field(default_factory=dict)

    def due(
        self, stage: Stage, wave_id: int | None, set_day: date | None = None
    ) -> date | None:
        """Return when a step of an application in a wave is due."""
        dates = self.waves.get(wave_id or 0, WaveDates())
        return due_date(stage, dates.phases, upgrade_day=self.org.day, set_day=set_day)

    @property
    def is_empty(self) -> bool:
        """Whether nothing gives any step a day, but for what was set by hand."""
        return self.org.day is None and not self.waves


def calendar_of(org: Org, wave_ids: Iterable[int | None]) -> Calendar:
    """Return the calendar of one org and some waves. At most three queries."""
    (own,) = org_dates([org])
    return Calendar(own, dates_of({pk for pk in wave_ids if pk is not None}))


def due_of(
    application: Application, stage_id: str, set_day: date | None = None
) -> date | None:
    """Return when one step of an application is due; `set_day` is a person's."""
    calendar = calendar_of(application.org, [application.wave_id])
    return calendar.due(STAGES[stage_id], application.wave_id, set_day)


def waves_touching(org: Org) -> Sequence[Wave]:
    """Return the waves with applications in an org."""
    rows = Application.objects.filter(org=org, wave__isnull=False).order_by()
    return list(Wave.objects.filter(pk__in=rows.values("wave")))
