"""What people do about a finding: ask for a waiver, approve it, withdraw it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from apps.accounts.http import PersonRequest
from apps.accounts.models import Role
from apps.core.htmx import render_page
from apps.findings import services
from apps.findings.access import finding_for, waiver_for
from apps.findings.forms import WaiverForm, WithdrawForm
from apps.findings.pages.finding_detail import FindingDetail
from apps.findings.services import RefusedError


@require_POST
@login_required
def waiver_ask(request: PersonRequest, pk: int) -> HttpResponse:
    finding = finding_for(request.user, pk, Role.CONTRIBUTOR)
    form = WaiverForm(request.POST)
    if form.is_valid():
        reason, ends_at = form.cleaned_data["reason"], form.ends_at()
        try:
            services.ask_waiver(finding, reason, ends_at, request.user, timezone.now())
        except RefusedError as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, "Asked. Another person has to approve it.")
            return redirect("findings:finding_detail", pk=pk)
    page = FindingDetail.build(finding, request.user, form)
    template = "findings/finding_detail.html"
    return render_page(request, template, {"page": page}, status=422)


@require_POST
@login_required
def waiver_approve(request: PersonRequest, pk: int, waiver_pk: int) -> HttpResponse:
    waiver = waiver_for(request.user, pk, waiver_pk, Role.LEAD)
    try:
        services.approve_waiver(waiver, request.user, timezone.now())
    except RefusedError as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, "Approved. The finding is waived until it expires.")
    return redirect("findings:finding_detail", pk=pk)


@require_POST
@login_required
def waiver_withdraw(request: PersonRequest, pk: int, waiver_pk: int) -> HttpResponse:
    waiver = waiver_for(request.user, pk, waiver_pk, Role.CONTRIBUTOR)
    form = WithdrawForm(request.POST)
    reason = form.cleaned_data["reason"] if form.is_valid() else ""
    try:
        services.withdraw_waiver(waiver, reason, request.user, timezone.now())
    except RefusedError as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, "Withdrawn.")
    return redirect("findings:finding_detail", pk=pk)
