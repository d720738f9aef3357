"""Views of snapshots: two side by side, and one object as Okta told it."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from apps.accounts.http import PersonRequest
from apps.core.htmx import render_page
from apps.orgs.access import org_for_reading
from apps.snapshots.access import Sight
from apps.snapshots.pages import ComparisonPage, RawReading


@require_GET
@login_required
def compare(request: PersonRequest, name: str) -> HttpResponse:
    org = org_for_reading(request.user, name)
    page = ComparisonPage.build(Sight.of(request.user, org), request.GET)
    template = "snapshots/compare.html"
    return render_page(request, template, {"page": page}, partial="changes")


@require_GET
@login_required
def raw(
    request: PersonRequest, name: str, pk: int, part: str, okta_id: str
) -> HttpResponse:
    """Show an object; `?pointer=/settings` shows that property of it first."""
    org = org_for_reading(request.user, name)
    pointer = request.GET.get("pointer", "")
    page = RawReading.build(Sight.of(request.user, org), pk, part, okta_id, pointer)
    return render(request, "snapshots/raw.html", {"page": page})
