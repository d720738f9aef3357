"""The upgrade of one org: its page, its planned date. The services decide."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_GET, require_POST

from apps.accounts.http import PersonRequest
from apps.accounts.models import Role
from apps.core import clock
from apps.core.htmx import render_page
from apps.orgs.access import org_for, org_for_reading
from apps.orgs.models import Org
from apps.plans import services
from apps.plans.services import RefusedError
from apps.roadmap.forms import RemoveForm, UpgradeForm, refused
from apps.roadmap.pages.upgrade import UpgradePage


@require_GET
@login_required
def upgrade(request: PersonRequest, name: str) -> HttpResponse:
    return _page(request, org_for_reading(request.user, name))


@require_POST
@login_required
def upgrade_plan(request: PersonRequest, name: str) -> HttpResponse:
    org = org_for(request.user, name, Role.LEAD)
    form = UpgradeForm(request.POST)
    if form.is_valid():
        words = {key: form.cleaned_data[key] for key in ("zone", "note", "reason")}
        now = clock.now()
        try:
            services.plan_upgrade(org, form.planned_at, request.user, **words, now=now)
        except RefusedError as error:
            refused(form, error)
        else:
            messages.success(request, "The date is kept.")
            return redirect("roadmap:upgrade", name=name)
    return _page(request, org, form, 422)


@require_POST
@login_required
def upgrade_withdraw(request: PersonRequest, name: str) -> HttpResponse:
    org = org_for(request.user, name, Role.LEAD)
    form = RemoveForm(request.POST)
    reason = form.cleaned_data["reason"] if form.is_valid() else ""
    try:
        services.withdraw_upgrade(org, reason, request.user)
        messages.success(request, "The date is taken back.")
    except RefusedError as error:
        messages.error(request, str(error))
    return redirect("roadmap:upgrade", name=name)


def _page(
    request: PersonRequest,
    org: Org,
    form: UpgradeForm | None = None,
    status: int = 200,
) -> HttpResponse:
    page = UpgradePage.build(request.user, org, clock.now(), form)
    return render_page(request, "roadmap/upgrade.html", {"page": page}, status=status)
