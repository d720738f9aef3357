"""The troubleshooting app's name and label."""

from django.apps import AppConfig


class TroubleshootingConfig(AppConfig):
    name = "apps.troubleshooting"
