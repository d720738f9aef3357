"""The portfolio: what needs attention first, then the orgs in upgrade order."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.urls import reverse
from django.utils import timezone

from apps.accounts.models import User
from apps.accounts.scope import scope_of
from apps.checklists.models import StepState
from apps.core.templatetags.ui import GRADES, STATES, plural
from apps.dashboard import queries
from apps.inventory.models import Grade
from apps.orgs.access import visible_orgs
from apps.orgs.models import EngineName, Environment, Org
from apps.snapshots.models import Snapshot

# Source: https://developer.okta.com/docs/guides/oie-upgrade-rollout-plan/main/
UPGRADE_ORDER = (Environment.PREVIEW, Environment.SANDBOX, Environment.PRODUCTION)
ROLLBACK_WINDOW = timedelta(days=7)

Segments = list[tuple[str, int, str]]
PerOrg = Mapping[int, Counter[str]]


@dataclass(frozen=True)
class Attention:
    """One line of what needs attention; `rank` 0 comes first."""

    rank: int
    tone: str
    icon: str
    text: str
    url: str


@dataclass(frozen=True)
class OrgLine:
    """One org in the portfolio."""

    org: Org
    snapshot: Snapshot | None
    blockers: int
    high: int
    grades: Segments
    applications: int
    done: int


@dataclass(frozen=True)
class Section:
    """Real orgs, or the demo company: never counted together."""

    title: str
    is_demo: bool
    attention: list[Attention]
    orgs: list[OrgLine]
    upgraded: int
    blockers: int
    applications: int
    done: int
    steps: Segments
    steps_total: int
    steps_settled: int
    steps_unknown: int


@dataclass(frozen=True)
class Portfolio:
    """What the first page shows."""

    sections: list[Section]

    @classmethod
    def build(cls, user: User) -> "Portfolio":
        """Read everything in six queries, whatever the number of orgs."""
        orgs = sorted(
            visible_orgs(user).select_related("latest_snapshot"), key=upgrade_order
        )
        ids = [org.pk for org in orgs]
        scope = scope_of(user)
        now = timezone.now()
        counts = _Counts(
            severities=queries.open_by_severity(ids, scope),
            grades=queries.grades_by_org(ids, scope),
            steps=queries.steps_by_state(ids, scope),
            waivers=queries.waivers_ending(ids, scope, now),
        )
        real = [org for org in orgs if not org.is_demo]
        demo = [org for org in orgs if org.is_demo]
        sections = [
            _section(title, part, counts, now)
            for title, part in (
                ("Orgs in upgrade order", real),
                ("Demo company", demo),
            )
            if part
        ]
        return cls(sections)


@dataclass(frozen=True)
class _Counts:
    severities: PerOrg
    grades: PerOrg
    steps: PerOrg
    waivers: Mapping[int, int]


def upgrade_order(org: Org) -> tuple[int, str]:
    return list(UPGRADE_ORDER).index(Environment(org.environment)), org.name


def _section(
    title: str,
    orgs: list[Org],
    counts: _Counts,
    now: datetime,
) -> Section:
    lines = [org_line(org, counts.severities, counts.grades) for org in orgs]
    steps: Counter[str] = Counter()
    for org in orgs:
        steps.update(counts.steps.get(org.pk, {}))
    attention = [item for org in orgs for item in _attention(org, counts, now)]
    return Section(
        title=title,
        is_demo=orgs[0].is_demo,
        attention=sorted(attention, key=lambda item: item.rank),
        orgs=lines,
        upgraded=sum(org.engine == EngineName.IDENTITY_ENGINE for org in orgs),
        blockers=sum(line.blockers for line in lines),
        applications=sum(line.applications for line in lines),
        done=sum(line.done for line in lines),
        steps=segments(steps, STATES),
        steps_total=sum(steps.values()),
        steps_settled=queries.settled(steps),
        steps_unknown=steps[StepState.UNKNOWN],
    )


def org_line(org: Org, severities: PerOrg, grades: PerOrg) -> OrgLine:
    """Return one org with its open findings and the grades of its applications."""
    found = severities.get(org.pk, Counter())
    graded = grades.get(org.pk, Counter())
    return OrgLine(
        org=org,
        snapshot=org.latest_snapshot,
        blockers=found["blocker"],
        high=found["high"],
        grades=segments(graded, GRADES),
        applications=sum(graded.values()),
        done=graded[Grade.DONE],
    )


def segments(counts: Counter[str], words: dict[str, tuple[str, str, str]]) -> Segments:
    """Return (tone, count, word) per counted word, in the order of the table."""
    return [
        (tone, counts[word], label)
        for word, (tone, _, label) in words.items()
        if counts[word]
    ]


def _attention(org: Org, counts: _Counts, now: datetime) -> list[Attention]:
    """Name what a person should look at in this org."""
    severities = counts.severities.get(org.pk, Counter())
    steps = counts.steps.get(org.pk, Counter())
    snapshot = org.latest_snapshot
    findings = f"{reverse('findings:finding_list')}?org={org.name}"
    applications = f"{reverse('checklists:application_list')}?org={org.name}"
    org_url = reverse("dashboard:org_detail", args=[org.name])
    items = []
    if n := severities["blocker"]:
        said = f"{org.name}: {plural(n, 'blocker')} before the upgrade"
        url = f"{findings}&severity=blocker"
        items.append(Attention(0, "red", "alert-octagon", said, url))
    if n := steps[StepState.REOPENED]:
        said = f"{org.name}: {plural(n, 'step')} reopened by a newer reading"
        url = f"{applications}&state=reopened"
        items.append(Attention(1, "red", "rotate-clockwise-2", said, url))
    if org.upgraded_seen_at and now - org.upgraded_seen_at < ROLLBACK_WINDOW:
        end = org.upgraded_seen_at + ROLLBACK_WINDOW
        days = max((end - now).days, 0)
        said = f"{org.name}: a rollback can be asked for {plural(days, 'day')} more"
        items.append(Attention(2, "amber", "clock-exclamation", said, org_url))
    if n := steps[StepState.STALE]:
        said = f"{org.name}: {plural(n, 'step')} with stale proof; sync again"
        url = f"{applications}&state=stale"
        items.append(Attention(3, "amber", "clock-exclamation", said, url))
    if n := counts.waivers.get(org.pk, 0):
        said = f"{org.name}: {plural(n, 'waiver')} end within two weeks"
        url = f"{findings}&state=waived"
        items.append(Attention(4, "amber", "hand-stop", said, url))
    if snapshot is None:
        said = f"{org.name}: never synced, so nothing is known yet"
        items.append(Attention(5, "unknown", "question-mark", said, org_url))
    elif snapshot.state == Snapshot.State.PARTIAL:
        said = f"{org.name}: the last sync could not see every part"
        items.append(Attention(5, "unknown", "question-mark", said, org_url))
    return items
