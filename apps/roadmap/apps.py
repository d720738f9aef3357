"""The roadmap app's name and label."""

from django.apps import AppConfig


class RoadmapConfig(AppConfig):
    name = "apps.roadmap"
