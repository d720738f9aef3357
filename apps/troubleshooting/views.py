"""The list of symptoms, and what one step or finding leads to."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.views.decorators.http import require_GET, require_http_methods

from apps.accounts.http import PersonRequest
from apps.core.htmx import render_page
from apps.troubleshooting.pages.symptom_list import SymptomList


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def symptom_list(request: PersonRequest) -> HttpResponse:
    """Show the symptoms. A pasted error is posted and changes nothing."""
    query = request.POST if request.method == "POST" else request.GET
    page = SymptomList.build(request.user, query)
    return render_page(
        request, "troubleshooting/symptom_list.html", {"page": page}, partial="rows"
    )


@require_GET
@login_required
def symptom_panel(request: PersonRequest) -> HttpResponse:
    page = SymptomList.panel(request.user, request.GET)
    return render_page(
        request, "troubleshooting/symptom_panel.html", {"page": page}, partial="panel"
    )
