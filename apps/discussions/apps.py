"""The discussions app's name and label."""

from django.apps import AppConfig


class DiscussionsConfig(AppConfig):
    name = "apps.discussions"
