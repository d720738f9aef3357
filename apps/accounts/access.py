"""Who may open the pages about people and teams."""

from typing import cast

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from apps.accounts.models import Role, Team, User
from apps.accounts.queries import has_role, is_administrator
from apps.accounts.scope import sees_teams, visible_teams


def administrator_of(request: HttpRequest) -> User:
    """Return the signed-in administrator. Raises PermissionDenied for others."""
    if not is_administrator(request.user):
        raise PermissionDenied("Only administrators manage people.")
    return cast("User", request.user)


def person_or_404(pk: int) -> User:
    return get_object_or_404(User, pk=pk)


def require_teams(user: User) -> None:
    """Raise PermissionDenied for who has no team and sees no other."""
    if not sees_teams(user):
        raise PermissionDenied("You are in no team.")


def team_for_reading(user: User, name: str) -> Team:
    """Return a team; raises Http404 for strangers as for a name that is nobody's."""
    return get_object_or_404(visible_teams(user), name=name)


def leads_team(user: User, team: Team) -> bool:
    """Tell whether `user` leads the team in every org: who may change its members."""
    return has_role(user, None, Role.LEAD, team.pk)


def team_to_lead(user: User, name: str) -> Team:
    """Return a team whose members `user` may change; Http404 or PermissionDenied."""
    team = team_for_reading(user, name)
    if not leads_team(user, team):
        raise PermissionDenied("This needs the role Lead in the whole team.")
    return team


def team_to_manage(user: User, name: str) -> Team:
    """Return a team to rename or remove; raises Http404 or PermissionDenied."""
    team = team_for_reading(user, name)
    if not is_administrator(user):
        raise PermissionDenied("Only administrators rename and remove teams.")
    return team
