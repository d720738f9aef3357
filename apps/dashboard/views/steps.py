"""What people attest of an org's own steps, and take back."""

from collections.abc import Callable

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from apps.accounts.http import PersonRequest
from apps.accounts.models import Role
from apps.checklists import services
from apps.checklists.pages.attesting import refusal_of
from apps.core import clock
from apps.dashboard.pages.org_detail import OrgDetail
from apps.orgs.access import org_for

TEMPLATE = "dashboard/org_detail.html"


@require_POST
@login_required
def step_attest(request: PersonRequest, name: str, stage: str) -> HttpResponse:
    """Let a person say that a step of the org is done."""
    return _speak(request, name, stage, services.attest, "The step is attested.")


@require_POST
@login_required
def step_withdraw(request: PersonRequest, name: str, stage: str) -> HttpResponse:
    """Take back what was attested."""
    said = "The attestation is taken back."
    return _speak(request, name, stage, services.withdraw_attestation, said)


def _speak(
    request: PersonRequest, name: str, stage: str, speak: Callable[..., None], said: str
) -> HttpResponse:
    org, user = org_for(request.user, name, Role.CONTRIBUTOR), request.user
    refusal = refusal_of(
        request.POST,
        stage,
        lambda message: speak(org, stage, message, user, clock.now()),
    )
    if refusal:
        page = OrgDetail.build(user, org, refusal)
        return render(request, TEMPLATE, {"page": page}, status=422)
    messages.success(request, said)
    home = reverse("dashboard:org_detail", args=[name])
    return redirect(f"{home}#step-{stage}")
