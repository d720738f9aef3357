"""The checklists app's name and label."""

from django.apps import AppConfig


class ChecklistsConfig(AppConfig):
    name = "apps.checklists"
