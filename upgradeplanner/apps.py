"""The project as an app: registers its checks, commands and the Celery application."""

from importlib import import_module

from django.apps import AppConfig


class UpgradeplannerConfig(AppConfig):
    name = "upgradeplanner"

    def ready(self) -> None:
        import_module("upgradeplanner.celery")  # shared tasks bind to this application
        import_module("upgradeplanner.checks")
