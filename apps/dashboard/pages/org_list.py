"""All orgs a person may see, in upgrade order."""

from dataclasses import dataclass

from django.utils import timezone

from apps.accounts.models import User
from apps.accounts.scope import scope_of
from apps.dashboard.pages.counts import Counts
from apps.dashboard.pages.org_lines import OrgLine, org_line, upgrade_order
from apps.orgs.access import may_connect, visible_orgs


@dataclass(frozen=True)
class OrgList:
    lines: list[OrgLine]
    may_connect: bool

    @classmethod
    def build(cls, user: User) -> "OrgList":
        """Read everything in six queries, whatever the number of orgs."""
        orgs = sorted(
            visible_orgs(user).select_related("latest_snapshot"), key=upgrade_order
        )
        now = timezone.now()
        counts = Counts.read([org.pk for org in orgs], scope_of(user), now)
        return cls([org_line(org, counts, now) for org in orgs], may_connect(user))
