"""Who may see which finding, and do what with it."""

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404

from apps.accounts.models import Role, User
from apps.accounts.queries import has_role
from apps.accounts.scope import scope_of
from apps.findings.models import Finding, Waiver
from apps.findings.queries import within
from apps.orgs.access import visible_orgs


def visible_findings(user: User) -> QuerySet[Finding]:
    """Return what is found of the applications that `user` may see, and of orgs."""
    rows = Finding.objects.filter(org__in=visible_orgs(user).values("pk"))
    return rows.filter(within(scope_of(user)))


def finding_for_reading(user: User, pk: int) -> Finding:
    """Return the finding; raises Http404 for strangers as for one that is none."""
    rows = visible_findings(user).select_related("org", "application", "snapshot")
    finding = rows.filter(pk=pk).first()
    if finding is None:
        raise Http404("There is no such finding.")
    return finding


def finding_for(user: User, pk: int, at_least: Role) -> Finding:
    """Return the finding for a change; raises Http404, or PermissionDenied."""
    finding = finding_for_reading(user, pk)
    if not has_role(user, finding.org_id, at_least, finding.team_id):
        raise PermissionDenied(f"This needs the role {at_least.label} here.")
    return finding


def waiver_for(user: User, pk: int, waiver_pk: int, at_least: Role) -> Waiver:
    """Return a waiver of a finding for a change; raises Http404 or PermissionDenied."""
    finding = finding_for(user, pk, at_least)
    waiver = finding.waivers.filter(pk=waiver_pk).first()
    if waiver is None:
        raise Http404("There is no such waiver.")
    waiver.finding = finding
    return waiver
