"""The timeline, and the freezes that are set beside it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_GET, require_POST

from apps.accounts.http import PersonRequest
from apps.core import clock
from apps.core.htmx import render_page
from apps.plans import services
from apps.plans.access import freeze_for
from apps.plans.services import RefusedError
from apps.roadmap.forms import FreezeForm, refused
from apps.roadmap.pages.timeline import Timeline, freeze_form

TEMPLATE = "roadmap/timeline.html"


@require_GET
@login_required
def timeline(request: PersonRequest) -> HttpResponse:
    return _page(request)


@require_POST
@login_required
def freeze_add(request: PersonRequest) -> HttpResponse:
    form = freeze_form(request.user, request.POST)
    if form is None:
        raise PermissionDenied("A freeze needs the role Lead in a whole org.")
    if form.is_valid():
        try:
            reason = form.cleaned_data["reason"]
            services.add_freeze(form.org, form.span, reason, request.user)
        except RefusedError as error:
            refused(form, error)
        else:
            messages.success(request, "Frozen. Nothing can be planned in these days.")
            return redirect("roadmap:timeline")
    return _page(request, form, 422)


@require_POST
@login_required
def freeze_remove(request: PersonRequest, pk: int) -> HttpResponse:
    services.remove_freeze(freeze_for(request.user, pk), request.user)
    messages.success(request, "The freeze is removed.")
    return redirect("roadmap:timeline")


def _page(
    request: PersonRequest, form: FreezeForm | None = None, status: int = 200
) -> HttpResponse:
    page = Timeline.build(request.user, clock.now().date(), form)
    return render_page(request, TEMPLATE, {"page": page}, status=status)
