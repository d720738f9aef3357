"""The inventory app's name and label."""

from django.apps import AppConfig


class InventoryConfig(AppConfig):
    name = "apps.inventory"
