"""Counterparts of an application: found, joined, left, and learnt from."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect
from django.views.decorators.http import require_GET, require_POST

from apps.accounts.http import PersonRequest
from apps.accounts.models import Role
from apps.checklists.access import application_for, application_for_reading
from apps.checklists.pages.counterparts import CounterpartsPage
from apps.checklists.places import NoSuchStepError, place_in
from apps.checklists.services import families
from apps.checklists.services.errors import RefusedError
from apps.checklists.services.running import carry_run
from apps.core import clock
from apps.core.htmx import render_page
from apps.inventory.models import Application

LONGEST_KEY = 18  # digits that any database takes
TEMPLATE = "checklists/counterparts.html"


@require_GET
@login_required
def counterparts(request: PersonRequest, pk: int) -> HttpResponse:
    application = application_for_reading(request.user, pk)
    page = CounterpartsPage.build(request.user, application)
    return render_page(request, TEMPLATE, {"page": page}, partial="found")


@require_POST
@login_required
def family_join(request: PersonRequest, pk: int) -> HttpResponse:
    application = application_for(request.user, pk, Role.CONTRIBUTOR)
    other = application_for(request.user, _number(request.POST), Role.CONTRIBUTOR)
    try:
        families.join(application, other, request.user)
    except RefusedError as refused:
        messages.error(request, str(refused))
    else:
        messages.success(
            request, f"{other.label} in {other.org.name} is a counterpart."
        )
    return redirect("checklists:counterparts", pk)


@require_POST
@login_required
def family_leave(request: PersonRequest, pk: int) -> HttpResponse:
    application = application_for(request.user, pk, Role.CONTRIBUTOR)
    try:
        families.leave(application, request.user)
    except RefusedError as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, "It has left its family. What was taken over stays.")
    return redirect("checklists:counterparts", pk)


@require_POST
@login_required
def carry(request: PersonRequest, pk: int) -> HttpResponse:
    """Let chosen proof of a counterpart count here, and its runs as a baseline."""
    target = application_for(request.user, pk, Role.CONTRIBUTOR)
    source = application_for_reading(request.user, _number(request.POST))
    chosen = [int(one) for one in request.POST.getlist("proof") if one.isdecimal()]
    runs = [int(one) for one in request.POST.getlist("run") if one.isdecimal()]
    try:
        if chosen or not runs:
            families.carry_over(source, target, chosen, request.user, clock.now())
        _carry_runs(request, source, target, runs)
    except (RefusedError, NoSuchStepError) as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, "Carried over.")
    return redirect("checklists:counterparts", pk)


def _carry_runs(
    request: PersonRequest, source: Application, target: Application, pks: list[int]
) -> None:
    offered = {run.pk: run for run in families.baselines(source, target)}
    if not set(pks) <= offered.keys():
        raise RefusedError("That run cannot be carried over: choose what is offered.")
    for pk in pks:
        run = offered[pk]
        carry_run(run, place_in(target, run.stage), request.user, clock.now())


def _number(data: QueryDict) -> int:
    """Return the key of the other application, 0 for none: nobody has that."""
    text = data.get("application", "")
    return int(text) if text.isdecimal() and len(text) < LONGEST_KEY else 0
