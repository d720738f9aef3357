"""The product's settings with a quick password hash: a slow one is work on purpose."""

from upgradeplanner.settings import *  # noqa: F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
