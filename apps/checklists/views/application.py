"""The page of one application and the decisions taken on it."""

from dataclasses import replace

from django import forms as django_forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from apps.accounts.http import PersonRequest
from apps.accounts.models import Role
from apps.checklists.access import application_for, application_for_reading
from apps.checklists.forms import OverrideForm, OwnerForm, TargetForm, TeamForm
from apps.checklists.pages.application_detail import ApplicationDetail, Forms
from apps.checklists.services import recompute_application
from apps.inventory import services
from apps.inventory.models import Application

TEMPLATE = "checklists/application_detail.html"


@require_GET
@login_required
def application_detail(request: PersonRequest, pk: int) -> HttpResponse:
    application = application_for_reading(request.user, pk)
    page = ApplicationDetail.build(request.user, application)
    return render(request, TEMPLATE, {"page": page})


@require_POST
@login_required
def model_override(request: PersonRequest, pk: int) -> HttpResponse:
    """Set the deployment model by hand, with a reason."""
    application = application_for(request.user, pk, Role.CONTRIBUTOR)
    form = OverrideForm(request.POST)
    if not form.is_valid():
        return _again(request, application, override=form)
    model, reason = form.cleaned_data["model"], form.cleaned_data["reason"]
    services.override_model(application, model, reason, request.user)
    recompute_application(application)
    messages.success(request, "The model is set, and the checklist with it.")
    return redirect("checklists:application_detail", pk)


@require_POST
@login_required
def model_withdraw(request: PersonRequest, pk: int) -> HttpResponse:
    """Go back to what the votes say."""
    application = application_for(request.user, pk, Role.CONTRIBUTOR)
    services.withdraw_override(application, request.user)
    recompute_application(application)
    messages.success(request, "The votes decide again.")
    return redirect("checklists:application_detail", pk)


@require_POST
@login_required
def target_choose(request: PersonRequest, pk: int) -> HttpResponse:
    """Choose what a caller of the Authentication API moves to."""
    application = application_for(request.user, pk, Role.CONTRIBUTOR)
    form = TargetForm(request.POST)
    if not form.is_valid():
        return _again(request, application, target=form)
    target, reason = form.cleaned_data["target"], form.cleaned_data["reason"]
    try:
        services.choose_target(application, target, reason, request.user)
    except services.RefusedError as refusal:
        form.add_error(None, str(refusal))
        return _again(request, application, target=form)
    recompute_application(application)
    messages.success(request, "The target is set, and its steps follow.")
    return redirect("checklists:application_detail", pk)


@require_POST
@login_required
def owner_assign(request: PersonRequest, pk: int) -> HttpResponse:
    """Name who answers for the application, or nobody."""
    application = application_for(request.user, pk, Role.CONTRIBUTOR)
    form = OwnerForm(request.POST, application=application)
    if not form.is_valid():
        return _again(request, application, owner=form)
    services.assign_owner(application, form.cleaned_data["owner"], request.user)
    messages.success(request, "The owner is set.")
    return redirect("checklists:application_detail", pk)


@require_POST
@login_required
def team_assign(request: PersonRequest, pk: int) -> HttpResponse:
    """Give the application to a team, or to none."""
    application = application_for(request.user, pk, Role.LEAD)
    form = TeamForm(request.POST, application=application, actor=request.user)
    if not form.is_valid():
        return _again(request, application, team=form)
    try:
        services.assign_team(application, form.chosen, request.user)
    except services.RefusedError as refusal:
        form.add_error("team", str(refusal))
        return _again(request, application, team=form)
    recompute_application(application)
    messages.success(request, "The team is set.")
    return redirect("checklists:application_detail", pk)


def _again(
    request: PersonRequest, application: Application, **refused: django_forms.Form
) -> HttpResponse:
    """Show the page with what was typed and what is wrong with it; changes nothing."""
    forms = replace(Forms.empty(application, request.user), **refused)  # type: ignore[arg-type]  # by name
    page = ApplicationDetail.build(request.user, application, forms)
    return render(request, TEMPLATE, {"page": page}, status=422)
