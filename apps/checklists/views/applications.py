"""The list of applications and its CSV."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, StreamingHttpResponse
from django.views.decorators.http import require_GET

from apps.accounts.http import PersonRequest
from apps.checklists.pages.application_list import (
    CSV_HEADER,
    ApplicationList,
    csv_rows,
)
from apps.core.csv import csv_response
from apps.core.htmx import render_page


@require_GET
@login_required
def application_list(request: PersonRequest) -> HttpResponse:
    """Show the list; typing in the search leaves its field alone and swaps the rows."""
    page = ApplicationList.build(request.user, request.GET)
    part = "rows" if request.htmx.target == "rows" else "list"
    return render_page(
        request, "checklists/application_list.html", {"page": page}, partial=part
    )


@require_GET
@login_required
def application_export(request: PersonRequest) -> StreamingHttpResponse:
    """Send exactly the filtered view as CSV."""
    return csv_response("applications", CSV_HEADER, csv_rows(request.user, request.GET))
