"""Who may see and change which org. Strangers get 404, readers 403 on writes."""

from collections.abc import Sequence
from dataclasses import replace

from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.http import Http404

from apps.accounts.models import Role
from apps.accounts.queries import Person, has_role, org_ids_for
from apps.accounts.scope import scope_of
from apps.orgs.models import Org


def visible_orgs(user: Person) -> QuerySet[Org]:
    """Return the orgs of which `user` may see any application, by name.

    All of it with a role of the org; with a role of a team, an org in which that team
    has applications.
    """
    scope = scope_of(user)
    if scope.everything:
        return Org.objects.all()
    seen = Q(pk__in=scope.orgs)
    if scope.teams or scope.org_teams:
        teams_alone = replace(scope, orgs=frozenset())
        theirs = teams_alone.where("pk", "applications__team")
        seen |= Q(pk__in=Org.objects.filter(theirs).order_by().values("pk"))
    return Org.objects.filter(seen)


def org_for_reading(user: Person, name: str) -> Org:
    """Return the org; raises Http404 for strangers as for a name that is nobody's."""
    org = visible_orgs(user).filter(name=name).first()
    if org is None:
        raise Http404("There is no such org.")
    return org


def org_for(user: Person, name: str, at_least: Role) -> Org:
    """Return the org for a change; raises Http404, or PermissionDenied for readers."""
    org = org_for_reading(user, name)
    if not has_role(user, org.pk, at_least):
        raise PermissionDenied(f"This needs the role {at_least.label} in this org.")
    return org


def left_out(orgs: Sequence[Org], chosen: str) -> list[Org]:
    """Return the demo orgs among `orgs` that no list or count shows beside real ones.

    None where one org was chosen by name, or where there is nothing but the demo.
    """
    demo = [org for org in orgs if org.is_demo]
    return [] if chosen or len(demo) == len(orgs) else demo


def may_connect(user: Person) -> bool:
    """Return whether `user` leads any org: who leads one may connect another."""
    return org_ids_for(user, Role.LEAD) != frozenset()


def require_connecting(user: Person) -> None:
    """Raise PermissionDenied for everybody who may not connect an org."""
    if not may_connect(user):
        raise PermissionDenied("Connecting an org needs the role Lead.")
