"""What a person should look at first in an org."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse

from apps.checklists.models import StepState
from apps.core.templatetags.ui import plural
from apps.dashboard.pages.counts import Counts
from apps.dashboard.pages.org_lines import rollback_until
from apps.orgs.models import EngineName, Org
from apps.snapshots.models import Snapshot

UNKNOWN = ("unknown", "question-mark")
RED, AMBER = "red", "amber"


@dataclass(frozen=True)
class Attention:
    """One line of what needs attention; `rank` 0 comes first."""

    rank: int
    tone: str
    icon: str
    org: str
    text: str
    url: str


def attention(org: Org, counts: Counts, now: datetime) -> Iterator[Attention]:
    """Name what a person should look at in this org."""
    yield from _grave(org, counts)
    yield from _running_out(org, counts, now)
    yield from _unseen(org, counts)


def _grave(org: Org, counts: Counts) -> Iterator[Attention]:
    if n := counts.severities.get(org.pk, Counter())["blocker"]:
        side = "after" if org.engine == EngineName.IDENTITY_ENGINE else "before"
        said = f"{plural(n, 'open blocker')} {side} the upgrade"
        url = f"{_findings(org)}&severity=blocker"
        yield Attention(0, RED, "alert-octagon", org.name, said, url)
    if n := counts.steps(org.pk)[StepState.REOPENED]:
        said = f"{plural(n, 'step')} reopened: a newer reading denies what was proven"
        url = f"{_applications(org)}&state=reopened"
        yield Attention(1, RED, "rotate-clockwise-2", org.name, said, url)


def _running_out(org: Org, counts: Counts, now: datetime) -> Iterator[Attention]:
    if until := rollback_until(org, now):
        left = until - now
        hours = int(left.total_seconds()) // 3600
        span = plural(left.days, "day") if left.days else plural(hours, "hour")
        said = f"a rollback can be asked for {span} more"
        url = _page(org)
        yield Attention(2, AMBER, "clock-exclamation", org.name, said, url)
    if n := counts.steps(org.pk)[StepState.STALE]:
        said = f"proof of {plural(n, 'step')} is stale: sync again"
        url = f"{_applications(org)}&state=stale"
        yield Attention(3, AMBER, "clock-exclamation", org.name, said, url)
    if n := counts.waivers.get(org.pk, 0):
        said = f"{plural(n, 'waiver ends,waivers end')} within two weeks"
        url = f"{_findings(org)}&state=waived"
        yield Attention(4, AMBER, "hand-stop", org.name, said, url)


def _unseen(org: Org, counts: Counts) -> Iterator[Attention]:
    snapshot = org.latest_snapshot
    if snapshot is None:
        said = "never synced, so nothing is known yet"
        yield Attention(5, *UNKNOWN, org.name, said, _page(org))
        return
    if n := counts.unknown_blockers.get(org.pk, 0):
        said = f"{plural(n, 'possible blocker')} could not be seen"
        yield Attention(5, *UNKNOWN, org.name, said, f"{_page(org)}#readiness")
    if snapshot.state == Snapshot.State.PARTIAL:
        said = "the last sync could not see every part"
        yield Attention(6, *UNKNOWN, org.name, said, f"{_page(org)}#coverage")


def _page(org: Org) -> str:
    return reverse("dashboard:org_detail", args=[org.name])


def _findings(org: Org) -> str:
    return f"{reverse('findings:finding_list')}?org={org.name}"


def _applications(org: Org) -> str:
    return f"{reverse('checklists:application_list')}?org={org.name}"
