"""The product's settings with Django's admin beside it, for the benchmark of pages."""

from upgradeplanner.settings import *  # noqa: F403
from upgradeplanner.settings import INSTALLED_APPS, STORAGES

INSTALLED_APPS = ["django.contrib.admin", *INSTALLED_APPS]
ROOT_URLCONF = "tests.benchmarks.admin.urls"
STORAGES = {
    **STORAGES,
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
