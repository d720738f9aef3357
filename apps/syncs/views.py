"""Views of syncs: start, watch, cancel, history."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from apps.accounts.http import PersonRequest
from apps.core.tasks import enqueue
from apps.orgs.access import org_for, org_for_reading
from apps.snapshots import services as snapshots
from apps.snapshots.errors import AlreadyRunningError
from apps.syncs import tasks
from apps.syncs.pages import NEEDED_ROLE, SyncDetail, SyncList
from apps.syncs.queries import open_snapshot_of

ACCEPTED = 202
CONFLICT = 409
STOP_POLLING = 286  # htmx swaps once more, then stops by itself


def _part(request: PersonRequest, page: SyncDetail, status: int) -> HttpResponse:
    return render(request, "syncs/_progress.html", {"page": page}, status=status)


@require_POST
@login_required
def sync_start(request: PersonRequest, name: str) -> HttpResponse:
    """Start a sync; one that runs already is shown instead, with the reason."""
    org = org_for(request.user, name, NEEDED_ROLE)
    status = ACCEPTED
    try:
        snapshot = snapshots.open_snapshot(org, request.user.email)
        enqueue(tasks.sync, snapshot.pk)
    except AlreadyRunningError as error:
        messages.warning(request, str(error))
        status, running = CONFLICT, open_snapshot_of(org)
        if running is None:
            return redirect("syncs:sync_list", name)
        snapshot = running
    if not request.htmx:
        return redirect("syncs:sync_detail", name, snapshot.pk)
    return _part(request, SyncDetail.build(request.user, org, snapshot.pk), status)


@require_GET
@login_required
def sync_list(request: PersonRequest, name: str) -> HttpResponse:
    org = org_for_reading(request.user, name)
    page = SyncList.build(request.user, org, request.GET)
    return render(request, "syncs/sync_list.html", {"page": page})


@require_GET
@login_required
def sync_detail(request: PersonRequest, name: str, pk: int) -> HttpResponse:
    org = org_for_reading(request.user, name)
    page = SyncDetail.build(request.user, org, pk)
    return render(request, "syncs/sync_detail.html", {"page": page})


@require_GET
@login_required
def sync_progress(request: PersonRequest, name: str, pk: int) -> HttpResponse:
    """Answer a poll; the last answer tells htmx to stop asking."""
    org = org_for_reading(request.user, name)
    page = SyncDetail.build(request.user, org, pk)
    return _part(request, page, 200 if page.snapshot.is_open else STOP_POLLING)


@require_POST
@login_required
def sync_cancel(request: PersonRequest, name: str, pk: int) -> HttpResponse:
    org = org_for(request.user, name, NEEDED_ROLE)
    page = SyncDetail.build(request.user, org, pk)
    if page.snapshot.is_open and not snapshots.ask_cancel(page.snapshot):
        messages.info(request, "It has read everything and is about to end.")
    if not request.htmx:
        return redirect("syncs:sync_detail", name, pk)
    return _part(request, SyncDetail.build(request.user, org, pk), 200)


@require_GET
@login_required
def org_panel(request: PersonRequest, name: str) -> HttpResponse:
    """Send the running sync for the org's page, nothing where none runs."""
    org = org_for_reading(request.user, name)
    running = open_snapshot_of(org)
    if running is None:
        return HttpResponse()
    return _part(request, SyncDetail.build(request.user, org, running.pk), 200)
