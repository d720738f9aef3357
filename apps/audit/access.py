"""Who may read which lines of the trail: administrators all, leads their own."""

from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.http import HttpRequest

from apps.accounts.models import Role
from apps.accounts.queries import is_administrator
from apps.accounts.scope import scope_of
from apps.audit.models import AuditLine


def readable_lines(request: HttpRequest) -> QuerySet[AuditLine]:
    """Return the lines this person may read. Raises PermissionDenied for readers.

    A lead of every org reads what concerns an org or a team, not what concerns the
    installation; a lead of a team what is about its applications and members.
    """
    if is_administrator(request.user):
        return AuditLine.objects.all()
    scope = scope_of(request.user, Role.LEAD)
    if scope.is_empty:
        raise PermissionDenied("Only administrators and leads read the audit trail.")
    if scope.everything:
        within = Q(org_id__isnull=False) | Q(team_id__isnull=False)
        return AuditLine.objects.filter(within)
    return AuditLine.objects.filter(scope.where("org_id", "team_id"))
