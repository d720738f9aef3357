"""Addresses of the demo's page and its two buttons."""

from django.urls import path

from apps.demo import views

app_name = "demo"
urlpatterns = [
    path("", views.progress, name="progress"),
    path("start/", views.start, name="start"),
    path("remove/", views.remove, name="remove"),
]
