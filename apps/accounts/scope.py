"""How far a person's roles reach, as a condition on rows; reads roles, nothing else.

A role of an org reaches everything in it. A role of a team reaches that team's
applications, in every org or in one, and beside them what concerns everybody there.
"""

from dataclasses import dataclass

from django.db.models import Q, QuerySet

from apps.accounts.models import Role, Team
from apps.accounts.queries import Person, roles_of


@dataclass(frozen=True)
class Scope:
    """Whole orgs, whole teams, and teams within one org: (org id, team id)."""

    everything: bool = False
    orgs: frozenset[int] = frozenset()
    teams: frozenset[int] = frozenset()
    org_teams: frozenset[tuple[int, int]] = frozenset()

    def applications(self, prefix: str = "") -> Q:
        """Return the condition on `<prefix>org` and `<prefix>team` that bounds rows."""
        return self.where(f"{prefix}org", f"{prefix}team")

    def where(self, org: str, team: str) -> Q:
        """Return the same condition where org and team stand at these lookups."""
        if self.everything:
            return Q()
        bounds = Q(**{f"{team}__in": self.teams}) if self.teams else Q(pk__in=())
        if self.orgs:
            bounds |= Q(**{f"{org}__in": self.orgs})
        for org_id, team_id in sorted(self.org_teams):
            bounds |= Q(**{org: org_id, team: team_id})
        return bounds

    def with_shared(self, shared: Q, org: str = "org", team: str = "team") -> Q:
        """Return `where`, or what is `shared`: of no application, for everybody.

        The caller keeps `shared` within the orgs that the person may see.
        """
        return Q() if self.everything else shared | self.where(org, team)

    def covers(self, org_id: int, team_id: int | None) -> bool:
        """Tell whether an application of this org and team is within reach."""
        if self.covers_org(org_id):
            return True
        return team_id in self.teams or (org_id, team_id) in self.org_teams

    def covers_org(self, org_id: int) -> bool:
        """Tell whether the whole org is within reach, of whichever team."""
        return self.everything or org_id in self.orgs

    def org_ids(self) -> frozenset[int] | None:
        """Return the whole orgs; None means every org."""
        return None if self.everything else self.orgs

    @property
    def is_empty(self) -> bool:
        return not (self.everything or self.orgs or self.teams or self.org_teams)


def scope_of(user: Person, at_least: Role = Role.VIEWER) -> Scope:
    """Return where `user` holds `at_least`. One query a request, kept on the user."""
    places = {place for place, role in roles_of(user).items() if role.covers(at_least)}
    if (None, None) in places:
        return Scope(everything=True)
    return Scope(
        orgs=frozenset(org for org, team in places if org is not None and team is None),
        teams=frozenset(team for org, team in places if org is None and team),
        org_teams=frozenset((org, team) for org, team in places if org and team),
    )


def visible_teams(user: Person) -> QuerySet[Team]:
    """Return the teams of `user`; every team for a role that reaches everything."""
    if scope_of(user).everything:
        return Team.objects.all()
    own = {team_id for _, team_id in roles_of(user) if team_id is not None}
    return Team.objects.filter(pk__in=own)


def sees_teams(user: Person) -> bool:
    """Tell whether the pages of teams have anything to show. No query of its own."""
    return scope_of(user).everything or any(team for _, team in roles_of(user))
