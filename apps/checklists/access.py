"""Who may see and change which application. Strangers get 404, readers 403."""

from django.core.exceptions import PermissionDenied
from django.http import Http404

from apps.accounts.models import Role, User
from apps.accounts.queries import has_role
from apps.accounts.scope import scope_of
from apps.inventory.models import Application


def application_for_reading(user: User, pk: int) -> Application:
    """Return the application with its org and people; raises Http404 for strangers."""
    rows = Application.objects.select_related(
        "org", "org__latest_snapshot", "owner", "override_by", "team", "wave"
    )
    found = rows.filter(scope_of(user).applications(), pk=pk).first()
    if found is None:
        raise Http404("There is no such application.")
    return found


def application_for(user: User, pk: int, at_least: Role) -> Application:
    """Return the application for a change; raises Http404 or PermissionDenied."""
    found = application_for_reading(user, pk)
    if not has_role(user, found.org_id, at_least, found.team_id):
        raise PermissionDenied(f"This needs the role {at_least.label} here.")
    return found
