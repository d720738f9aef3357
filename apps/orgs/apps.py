"""The orgs app's name and label."""

from django.apps import AppConfig


class OrgsConfig(AppConfig):
    name = "apps.orgs"
