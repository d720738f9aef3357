"""The probes app's name and label."""

from django.apps import AppConfig


class ProbesConfig(AppConfig):
    name = "apps.probes"
