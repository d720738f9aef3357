"""The audit app's name and label."""

from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "apps.audit"
