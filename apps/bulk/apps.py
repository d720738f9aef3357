"""The bulk app's name and label."""

from django.apps import AppConfig


class BulkConfig(AppConfig):
    name = "apps.bulk"
