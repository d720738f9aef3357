"""The list of findings, and one finding."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.views.decorators.http import require_GET

from apps.accounts.http import PersonRequest
from apps.accounts.scope import scope_of
from apps.core.htmx import render_page
from apps.findings.access import finding_for_reading
from apps.findings.pages.finding_detail import FindingDetail
from apps.findings.pages.finding_list import FindingList
from apps.findings.pages.limitations import LimitationsPage
from apps.orgs.access import org_for_reading


@require_GET
@login_required
def finding_list(request: PersonRequest) -> HttpResponse:
    page = FindingList.build(request.user, request.GET)
    return render_page(
        request, "findings/finding_list.html", {"page": page}, partial="rows"
    )


@require_GET
@login_required
def finding_detail(request: PersonRequest, pk: int) -> HttpResponse:
    finding = finding_for_reading(request.user, pk)
    page = FindingDetail.build(finding, request.user)
    return render_page(request, "findings/finding_detail.html", {"page": page})


@require_GET
@login_required
def limitations(request: PersonRequest, name: str) -> HttpResponse:
    org = org_for_reading(request.user, name)
    page = LimitationsPage.build(org, request.GET, scope_of(request.user))
    return render_page(
        request, "findings/limitations.html", {"page": page}, partial="facts"
    )
