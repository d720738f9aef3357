"""Addresses of the audit trail."""

from django.urls import path

from apps.audit import views

app_name = "audit"

urlpatterns = [
    path("", views.line_list, name="line_list"),
    path("export.csv", views.line_export, name="line_export"),
]
