"""The syncs app's name and label."""

from django.apps import AppConfig


class SyncsConfig(AppConfig):
    name = "apps.syncs"
