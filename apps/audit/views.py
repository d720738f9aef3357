"""The page of the audit trail and its download; both only read."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.views.decorators.http import require_GET

from apps.audit.access import readable_lines
from apps.audit.pages import CSV_HEADER, AuditList, csv_rows
from apps.core.csv import csv_response
from apps.core.htmx import render_page


@require_GET
@login_required
def line_list(request: HttpRequest) -> HttpResponse:
    page = AuditList.build(readable_lines(request), request.GET)
    return render_page(request, "audit/line_list.html", {"page": page}, partial="lines")


@require_GET
@login_required
def line_export(request: HttpRequest) -> StreamingHttpResponse:
    rows = csv_rows(readable_lines(request), request.GET)
    return csv_response("audit-trail", CSV_HEADER, rows)
