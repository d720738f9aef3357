"""The demo app's name and label."""

from django.apps import AppConfig


class DemoConfig(AppConfig):
    name = "apps.demo"
