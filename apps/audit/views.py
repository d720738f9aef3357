"""The page of the audit trail and its download; both only read."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.views.decorators.http import require_GET

from apps.audit.access import readable_lines
from apps.audit.forms import FilterForm
from apps.audit.pages import CSV_HEADER, AuditList, csv_rows
from apps.core.csv import csv_response
from apps.core.htmx import render_page


@require_GET
@login_required
def line_list(request: HttpRequest) -> HttpResponse:
    form = FilterForm(request.GET)
    page = AuditList.build(form.narrowed(readable_lines(request)), request.GET)
    return render_page(
        request, "audit/line_list.html", {"page": page, "form": form}, partial="lines"
    )


@require_GET
@login_required
def line_export(request: HttpRequest) -> StreamingHttpResponse:
    rows = csv_rows(FilterForm(request.GET).narrowed(readable_lines(request)))
    return csv_response("audit-trail", CSV_HEADER, rows)
