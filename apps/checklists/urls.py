"""Addresses of applications."""

from django.urls import path

from apps.checklists.views import (
    application,
    applications,
    families,
    guidance,
    steps,
)

app_name = "checklists"
STEP = "orgs/<slug:name>/steps/<str:subject>/<slug:stage>/"
urlpatterns = [
    path("applications/", applications.application_list, name="application_list"),
    path(
        "applications.csv", applications.application_export, name="application_export"
    ),
    path(
        "applications/<int:pk>/",
        application.application_detail,
        name="application_detail",
    ),
    path(
        "applications/<int:pk>/model/",
        application.model_override,
        name="model_override",
    ),
    path(
        "applications/<int:pk>/model/withdraw/",
        application.model_withdraw,
        name="model_withdraw",
    ),
    path(
        "applications/<int:pk>/target/",
        application.target_choose,
        name="target_choose",
    ),
    path(
        "applications/<int:pk>/team/",
        application.team_assign,
        name="team_assign",
    ),
    path(
        "applications/<int:pk>/owner/",
        application.owner_assign,
        name="owner_assign",
    ),
    path(
        "applications/<int:pk>/sdk/",
        guidance.sdk_choose,
        name="sdk_choose",
    ),
    path(
        "applications/<int:pk>/counterparts/",
        families.counterparts,
        name="counterparts",
    ),
    path(
        "applications/<int:pk>/counterparts/join/",
        families.family_join,
        name="family_join",
    ),
    path(
        "applications/<int:pk>/counterparts/leave/",
        families.family_leave,
        name="family_leave",
    ),
    path(
        "applications/<int:pk>/counterparts/carry/",
        families.carry,
        name="carry",
    ),
    path("glossary/", guidance.glossary, name="glossary"),
    path("attachments/<int:pk>/", steps.attachment, name="attachment"),
    path(STEP, steps.step_detail, name="step_detail"),
    path(f"{STEP}attest/", steps.step_attest, name="step_attest"),
    path(f"{STEP}waive/", steps.step_waive, name="step_waive"),
    path(f"{STEP}not-applicable/", steps.step_outside, name="step_outside"),
    path(f"{STEP}shelf-life/", steps.step_shelf, name="step_shelf"),
    path(f"{STEP}due/", steps.step_due, name="step_due"),
    path(f"{STEP}runs/", steps.step_run, name="step_run"),
    path(
        f"{STEP}decisions/<int:pk>/approve/",
        steps.decision_approve,
        name="decision_approve",
    ),
    path(
        f"{STEP}decisions/<int:pk>/withdraw/",
        steps.decision_withdraw,
        name="decision_withdraw",
    ),
]
