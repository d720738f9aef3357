"""Addresses of the pages that span apps."""

from django.urls import path

from apps.dashboard.views import orgs, portfolio

app_name = "dashboard"
urlpatterns = [
    path("", portfolio.portfolio, name="portfolio"),
    path("orgs/", orgs.org_list, name="org_list"),
    path("orgs/<slug:name>/", orgs.org_detail, name="org_detail"),
]
