"""One org as a list shows it: where it stands on the road, and how sure that is."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from apps.core.templatetags.ui import GRADES, Segments, ago, plural, segments
from apps.dashboard.pages.counts import Counts
from apps.inventory.models import Grade
from apps.orgs.models import EngineName, Environment, Org
from apps.plans.dates import ROLLBACK_WINDOW
from apps.snapshots.models import Snapshot

# Source: https://developer.okta.com/docs/guides/oie-upgrade-rollout-plan/main/
UPGRADE_ORDER = (Environment.PREVIEW, Environment.SANDBOX, Environment.PRODUCTION)
# Who sees a part of the applications cannot tell whether the org is ready.
PARTLY_SEEN = ("unknown", "question-mark", "No blocker of the org or your teams")


@dataclass(frozen=True)
class OrgLine:
    """One org; `blockers` is None where none was looked for yet."""

    org: Org
    snapshot: Snapshot | None
    blockers: int | None
    unknown_blockers: int
    high: int
    grades: Segments
    applications: int
    done: int
    standing: str
    tone: str
    icon: str

    @property
    def is_upgraded(self) -> bool:
        return is_upgraded(self.org)


def is_upgraded(org: Org) -> bool:
    return org.engine == EngineName.IDENTITY_ENGINE


def upgrade_order(org: Org) -> tuple[int, str]:
    return list(UPGRADE_ORDER).index(Environment(org.environment)), org.name


def rollback_until(org: Org, now: datetime) -> datetime | None:
    """Return until when Okta takes a request for a rollback; None outside the window.

    Source: https://developer.okta.com/docs/guides/oie-upgrade-rollout-plan/main/
    """
    if org.upgraded_seen_at is None:
        return None
    until = org.upgraded_seen_at + ROLLBACK_WINDOW
    return until if until > now else None


def org_line(org: Org, counts: Counts, now: datetime) -> OrgLine:
    """Return one org with its open findings and the grades of its applications."""
    found = counts.severities.get(org.pk, Counter())
    graded = counts.grades.get(org.pk, Counter())
    unknown = counts.unknown_blockers.get(org.pk, 0)
    tone, icon, standing = _standing(org, found["blocker"], unknown, now)
    if tone == "green" and not (is_upgraded(org) or counts.scope.covers_org(org.pk)):
        tone, icon, standing = PARTLY_SEEN
    return OrgLine(
        org=org,
        snapshot=org.latest_snapshot,
        blockers=found["blocker"] if org.latest_snapshot else None,
        unknown_blockers=unknown,
        high=found["high"],
        grades=segments(graded, GRADES),
        applications=sum(graded.values()),
        done=graded[Grade.DONE],
        standing=standing,
        tone=tone,
        icon=icon,
    )


def _standing(
    org: Org, blockers: int, unknown: int, now: datetime
) -> tuple[str, str, str]:
    """Return tone, icon and sentence. Ready: no open and no unknown blocker."""
    if org.latest_snapshot is None:
        return "unknown", "question-mark", "Never synced: nothing is known yet"
    if until := rollback_until(org, now):
        return "amber", "clock-exclamation", f"Upgraded. Rollback closes {ago(until)}"
    if is_upgraded(org):
        return "green", "circle-check", "Upgraded"
    if blockers:
        return "red", "alert-octagon", f"{plural(blockers, 'open blocker')}"
    if unknown or not org.engine:
        said = f"{plural(unknown, 'possible blocker')} not seen" if unknown else ""
        return "unknown", "question-mark", said or "Engine unknown"
    return "green", "circle-check", "No blocker: ready to be scheduled"
