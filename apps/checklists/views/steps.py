"""What people attest of an application's steps, and take back."""

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
from apps.checklists.access import application_for
from apps.checklists.pages.application_detail import ApplicationDetail
from apps.checklists.pages.attesting import refusal_of
from apps.core import clock

TEMPLATE = "checklists/application_detail.html"


@require_POST
@login_required
def step_attest(request: PersonRequest, pk: int, stage: str) -> HttpResponse:
    """Let a person say that a step is done."""
    return _speak(request, pk, stage, services.attest, "The step is attested.")


@require_POST
@login_required
def step_withdraw(request: PersonRequest, pk: int, stage: str) -> HttpResponse:
    """Take back what was attested."""
    said = "The attestation is taken back."
    return _speak(request, pk, stage, services.withdraw_attestation, said)


def _speak(
    request: PersonRequest, pk: int, stage: str, speak: Callable[..., None], said: str
) -> HttpResponse:
    application = application_for(request.user, pk, Role.CONTRIBUTOR)
    refusal = refusal_of(
        request.POST,
        stage,
        lambda message: speak(
            application.org,
            stage,
            message,
            request.user,
            clock.now(),
            application=application,
        ),
    )
    if refusal:
        page = ApplicationDetail.build(request.user, application, refusal=refusal)
        return render(request, TEMPLATE, {"page": page}, status=422)
    messages.success(request, said)
    home = reverse("checklists:application_detail", args=[pk])
    return redirect(f"{home}#step-{stage}")
