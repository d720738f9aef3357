"""Waves: made, shown, dated, filled and removed. The services decide."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from apps.accounts.http import PersonRequest
from apps.core.htmx import render_page
from apps.core.templatetags.ui import plural
from apps.plans import services
from apps.plans.access import led_orgs, require_planning, wave_for, wave_for_reading
from apps.plans.models import Wave
from apps.plans.services import RefusedError
from apps.roadmap.forms import DatesForm, MembersForm, RemoveForm, TitleForm, WaveForm
from apps.roadmap.forms import refused as show
from apps.roadmap.pages.wave import WaveDetail, changeable

UNPROCESSABLE = 422


@require_http_methods(["GET", "POST"])
@login_required
def wave_create(request: PersonRequest) -> HttpResponse:
    require_planning(request.user)
    data = request.POST if request.method == "POST" else None
    form = WaveForm(data, orgs=led_orgs(request.user))
    if form.is_bound and form.is_valid():
        try:
            title = form.cleaned_data["title"]
            wave = services.create_wave(title, form.org, request.user)
            messages.success(request, "The wave is made; give it dates.")
            return redirect("roadmap:wave_detail", name=wave.name)
        except RefusedError as error:
            show(form, error)
    status = UNPROCESSABLE if form.is_bound else 200
    return render_page(
        request, "roadmap/wave_create.html", {"form": form}, status=status
    )


@require_GET
@login_required
def wave_detail(request: PersonRequest, name: str) -> HttpResponse:
    wave = wave_for_reading(request.user, name)
    return _page(request, wave, text=request.GET.get("q", ""))


@require_POST
@login_required
def wave_dates(request: PersonRequest, name: str) -> HttpResponse:
    wave = wave_for(request.user, name)
    form = DatesForm(request.POST)
    if form.is_valid():
        try:
            reason = form.cleaned_data["reason"]
            services.set_dates(wave, form.phases(), form.breaks(), request.user, reason)
        except RefusedError as error:
            show(form, error)
        else:
            messages.success(request, "The dates are kept.")
            return redirect("roadmap:wave_detail", name=name)
    return _page(request, wave, UNPROCESSABLE, dates=form)


@require_POST
@login_required
def wave_rename(request: PersonRequest, name: str) -> HttpResponse:
    wave = wave_for(request.user, name)
    form = TitleForm(request.POST)
    if form.is_valid():
        services.rename_wave(wave, form.cleaned_data["title"], request.user)
        messages.success(request, "The title is changed.")
        return redirect("roadmap:wave_detail", name=name)
    return _page(request, wave, UNPROCESSABLE, title=form)


@require_POST
@login_required
def wave_applications(request: PersonRequest, name: str) -> HttpResponse:
    """Put applications into the wave, or take some out."""
    wave = wave_for(request.user, name)
    keys = request.POST.getlist("applications")
    form = MembersForm(request.POST, offered=changeable(request.user, wave, keys))
    if form.is_valid():
        target = wave if form.cleaned_data["action"] == "add" else None
        try:
            moved = services.assign_wave(form.chosen, target, request.user)
        except RefusedError as error:
            show(form, error)
        else:
            word = plural(moved, "application")
            messages.success(request, f"Moved {word}; due dates follow.")
            return redirect("roadmap:wave_detail", name=name)
    text = request.POST.get("q", "")
    return _page(request, wave, UNPROCESSABLE, text=text, members=form)


@require_http_methods(["GET", "POST"])
@login_required
def wave_remove(request: PersonRequest, name: str) -> HttpResponse:
    wave = wave_for(request.user, name)
    form = RemoveForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        services.remove_wave(wave, form.cleaned_data["reason"], request.user)
        messages.success(request, f"{wave.title} is removed; its applications stay.")
        return redirect("roadmap:timeline")
    context = {"wave": wave, "form": form}
    return render_page(request, "roadmap/wave_remove.html", context)


def _page(
    request: PersonRequest, wave: Wave, status: int = 200, **given: Any
) -> HttpResponse:
    page = WaveDetail.build(request.user, wave, **given)
    return render_page(
        request, "roadmap/wave_detail.html", {"page": page}, status=status
    )
