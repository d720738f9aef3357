"""The findings app's name and label."""

from django.apps import AppConfig


class FindingsConfig(AppConfig):
    name = "apps.findings"
