"""Addresses of the pages that span apps."""

from django.urls import path

from apps.dashboard.views import orgs, portfolio, steps

app_name = "dashboard"
urlpatterns = [
    path("", portfolio.portfolio, name="portfolio"),
    path("orgs/", orgs.org_list, name="org_list"),
    path(
        "orgs/<slug:name>/steps/<slug:stage>/attest/",
        steps.step_attest,
        name="step_attest",
    ),
    path(
        "orgs/<slug:name>/steps/<slug:stage>/withdraw/",
        steps.step_withdraw,
        name="step_withdraw",
    ),
    path("orgs/<slug:name>/", orgs.org_detail, name="org_detail"),
]
