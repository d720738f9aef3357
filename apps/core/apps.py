"""The core app's name and label."""

from django.apps import AppConfig


class CoreConfig(AppConfig):
    name = "apps.core"
