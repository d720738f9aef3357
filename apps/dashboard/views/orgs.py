"""The list of orgs and the page of one."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from apps.accounts.http import PersonRequest
from apps.dashboard.pages.org_detail import OrgDetail
from apps.dashboard.pages.org_list import OrgList
from apps.orgs.access import org_for_reading


@require_GET
@login_required
def org_list(request: PersonRequest) -> HttpResponse:
    page = OrgList.build(request.user)
    return render(request, "dashboard/org_list.html", {"page": page})


@require_GET
@login_required
def org_detail(request: PersonRequest, name: str) -> HttpResponse:
    org = org_for_reading(request.user, name)
    page = OrgDetail.build(request.user, org)
    return render(request, "dashboard/org_detail.html", {"page": page})
