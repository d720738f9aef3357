"""Addresses of applications."""

from django.urls import path

from apps.checklists.views import application, applications

app_name = "checklists"
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
]
