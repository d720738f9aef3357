"""Who may read which lines of the trail: administrators all, leads their own."""

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest

from apps.accounts.models import Role
from apps.accounts.queries import is_administrator
from apps.accounts.scope import scope_of
from apps.audit.models import AuditLine


def readable_lines(request: HttpRequest) -> QuerySet[AuditLine]:
    """Return the lines this person may read. Raises PermissionDenied for readers.

    A lead of every org reads what concerns an org, not what concerns the installation;
    a lead of a team what is about its applications.
    """
    if is_administrator(request.user):
        return AuditLine.objects.all()
    scope = scope_of(request.user, Role.LEAD)
    if scope.is_empty:
        raise PermissionDenied("Only administrators and leads read the audit trail.")
    lines = AuditLine.objects.filter(org_id__isnull=False)
    return lines.filter(scope.where("org_id", "team_id"))
