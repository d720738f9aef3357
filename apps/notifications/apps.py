"""The notifications app's name and label."""

from django.apps import AppConfig


class NotificationsConfig(AppConfig):
    name = "apps.notifications"
