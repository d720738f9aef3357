"""The portfolio: what needs attention first, then the orgs in upgrade order."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from apps.accounts.models import User
from apps.accounts.scope import scope_of
from apps.checklists.models import StepState
from apps.core.templatetags.ui import GRADES, STATES, Segments, segments
from apps.dashboard.pages.attention import Attention, attention
from apps.dashboard.pages.counts import Counts, settled
from apps.dashboard.pages.heat import Heat, heat
from apps.dashboard.pages.org_lines import (
    UPGRADE_ORDER,
    OrgLine,
    org_line,
    upgrade_order,
)
from apps.orgs.access import may_connect, visible_orgs
from apps.orgs.models import Org


@dataclass(frozen=True)
class Stop:
    """One environment on the road of the upgrade."""

    title: str
    lines: list[OrgLine]

    @property
    def upgraded(self) -> int:
        return sum(line.is_upgraded for line in self.lines)

    @property
    def is_upgraded(self) -> bool:
        return bool(self.lines) and self.upgraded == len(self.lines)


@dataclass(frozen=True)
class Section:
    """Real orgs, or the demo company: never counted together."""

    title: str
    is_demo: bool
    attention: list[Attention]
    road: list[Stop]
    orgs: list[OrgLine]
    upgraded: int
    blockers: int | None
    unknown_blockers: int
    unsynced: int
    applications: int
    done: int
    grades: Segments
    steps: Segments
    steps_total: int
    steps_settled: int
    steps_unknown: int
    heat: Heat


@dataclass(frozen=True)
class Portfolio:
    """What the first page shows."""

    sections: list[Section]
    may_connect: bool

    @classmethod
    def build(cls, user: User) -> "Portfolio":
        """Read everything in six queries, whatever the number of orgs."""
        orgs = sorted(
            visible_orgs(user).select_related("latest_snapshot"), key=upgrade_order
        )
        now = timezone.now()
        counts = Counts.read([org.pk for org in orgs], scope_of(user), now)
        real = [org for org in orgs if not org.is_demo]
        demo = [org for org in orgs if org.is_demo]
        sections = [
            _section(title, part, counts, now)
            for title, part in (("Your orgs", real), ("Demo company", demo))
            if part
        ]
        return cls(sections, may_connect(user))


def _section(title: str, orgs: list[Org], counts: Counts, now: datetime) -> Section:
    lines = [org_line(org, counts, now) for org in orgs]
    steps: Counter[str] = Counter()
    grades: Counter[str] = Counter()
    for org in orgs:
        steps.update(counts.steps(org.pk))
        grades.update(counts.grades.get(org.pk, {}))
    seen = [line.blockers for line in lines if line.blockers is not None]
    items = [item for org in orgs for item in attention(org, counts, now)]
    return Section(
        title=title,
        is_demo=orgs[0].is_demo,
        attention=sorted(items, key=lambda item: item.rank),
        road=_road(lines),
        orgs=lines,
        upgraded=sum(line.is_upgraded for line in lines),
        blockers=sum(seen) if seen else None,
        unknown_blockers=sum(line.unknown_blockers for line in lines),
        unsynced=sum(line.snapshot is None for line in lines),
        applications=sum(line.applications for line in lines),
        done=sum(line.done for line in lines),
        grades=segments(grades, GRADES),
        steps=segments(steps, STATES),
        steps_total=sum(steps.values()),
        steps_settled=settled(steps),
        steps_unknown=steps[StepState.UNKNOWN],
        heat=heat(orgs, counts),
    )


def _road(lines: list[OrgLine]) -> list[Stop]:
    return [
        Stop(
            environment.label,
            [line for line in lines if line.org.environment == environment],
        )
        for environment in UPGRADE_ORDER
    ]
