"""The snapshots app's name and label."""

from django.apps import AppConfig


class SnapshotsConfig(AppConfig):
    name = "apps.snapshots"
