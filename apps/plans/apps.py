"""The plans app's name and label."""

from django.apps import AppConfig


class PlansConfig(AppConfig):
    name = "apps.plans"
