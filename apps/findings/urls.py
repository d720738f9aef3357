"""Addresses of findings, from the root of the site."""

from django.urls import path

from apps.findings.views import findings, waivers

app_name = "findings"
FINDING = "findings/<int:pk>/"
WAIVER = f"{FINDING}waivers/"

urlpatterns = [
    path("findings/", findings.finding_list, name="finding_list"),
    path(FINDING, findings.finding_detail, name="finding_detail"),
    path(f"{WAIVER}ask/", waivers.waiver_ask, name="waiver_ask"),
    path(
        f"{WAIVER}<int:waiver_pk>/approve/",
        waivers.waiver_approve,
        name="waiver_approve",
    ),
    path(
        f"{WAIVER}<int:waiver_pk>/withdraw/",
        waivers.waiver_withdraw,
        name="waiver_withdraw",
    ),
    path("orgs/<slug:name>/limitations/", findings.limitations, name="limitations"),
]
