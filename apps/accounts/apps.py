"""The accounts app's name and label."""

from importlib import import_module

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "apps.accounts"

    def ready(self) -> None:
        import_module("apps.accounts.receivers")
