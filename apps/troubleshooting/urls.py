"""Addresses of symptoms."""

from django.urls import path

from apps.troubleshooting import views

app_name = "troubleshooting"

urlpatterns = [
    path("symptoms/", views.symptom_list, name="symptom_list"),
    path("symptoms/panel/", views.symptom_panel, name="symptom_panel"),
]
