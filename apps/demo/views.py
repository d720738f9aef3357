"""Views of the demo: start it, watch it being made, remove it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from apps.accounts.http import PersonRequest
from apps.core.tasks import enqueue
from apps.demo import services, tasks
from apps.demo.access import require_reading
from apps.demo.pages import DemoPage
from apps.orgs.access import require_connecting

STOP_POLLING = 286  # htmx swaps once more, then stops by itself


@require_GET
@login_required
def progress(request: PersonRequest) -> HttpResponse:
    """Show how far it is; a poll gets the part that moves."""
    require_reading(request.user)
    page = DemoPage.build(request.user)
    if not request.htmx:
        return render(request, "demo/progress.html", {"page": page})
    status = 200 if page.is_moving else STOP_POLLING
    return render(request, "demo/_progress.html", {"page": page}, status=status)


@require_POST
@login_required
def start(request: PersonRequest) -> HttpResponse:
    """Ask for the demo where something will hear it; the page says what happens."""
    require_connecting(request.user)
    if DemoPage.build(request.user).may_start:
        services.ask(request.user)
    return redirect("demo:progress")


@require_POST
@login_required
def remove(request: PersonRequest) -> HttpResponse:
    require_connecting(request.user)
    if services.leave(request.user):
        enqueue(tasks.remove)
    else:
        messages.info(request, "There is nothing to remove at this moment.")
    return redirect("demo:progress")
