"""Addresses of what snapshots saw, from the root of the site."""

from django.urls import path

from apps.snapshots import views

app_name = "snapshots"
ORG = "orgs/<slug:name>/"

urlpatterns = [
    path(f"{ORG}compare/", views.compare, name="compare"),
    path(
        f"{ORG}snapshots/<int:pk>/raw/<slug:part>/<str:okta_id>/", views.raw, name="raw"
    ),
]
