"""The simulator app's name and label."""

from django.apps import AppConfig


class SimulatorConfig(AppConfig):
    name = "apps.simulator"
