"""The dashboard app's name and label."""

from django.apps import AppConfig


class DashboardConfig(AppConfig):
    name = "apps.dashboard"
