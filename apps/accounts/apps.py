"""The accounts app's name and label."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "apps.accounts"
