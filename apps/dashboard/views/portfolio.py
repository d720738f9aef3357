"""The first page."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from apps.accounts.http import PersonRequest
from apps.dashboard.pages.portfolio import Portfolio


@require_GET
@login_required
def portfolio(request: PersonRequest) -> HttpResponse:
    page = Portfolio.build(request.user)
    return render(request, "dashboard/portfolio.html", {"page": page})
