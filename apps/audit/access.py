"""Who may read which lines of the trail: administrators all, leads their orgs."""

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest

from apps.accounts.models import Role
from apps.accounts.queries import is_administrator, org_ids_for
from apps.audit.models import AuditLine


def readable_lines(request: HttpRequest) -> QuerySet[AuditLine]:
    """Return the lines this person may read. Raises PermissionDenied for readers.

    A lead of every org reads what concerns an org, not what concerns the installation.
    """
    if is_administrator(request.user):
        return AuditLine.objects.all()
    org_ids = org_ids_for(request.user, Role.LEAD)
    if org_ids is None:
        return AuditLine.objects.filter(org_id__isnull=False)
    if not org_ids:
        raise PermissionDenied("Only administrators and leads read the audit trail.")
    return AuditLine.objects.filter(org_id__in=org_ids)
