"""All orgs a person may see, in upgrade order."""

from dataclasses import dataclass

from apps.accounts.models import User
from apps.accounts.scope import scope_of
from apps.dashboard import queries
from apps.dashboard.pages.portfolio import OrgLine, org_line, upgrade_order
from apps.orgs.access import visible_orgs


@dataclass(frozen=True)
class OrgList:
    lines: list[OrgLine]

    @classmethod
    def build(cls, user: User) -> "OrgList":
        """Read everything in three queries."""
        orgs = sorted(
            visible_orgs(user).select_related("latest_snapshot"), key=upgrade_order
        )
        ids = [org.pk for org in orgs]
        scope = scope_of(user)
        severities = queries.open_by_severity(ids, scope)
        grades = queries.grades_by_org(ids, scope)
        return cls([org_line(org, severities, grades) for org in orgs])
