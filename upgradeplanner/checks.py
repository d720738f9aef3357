"""System checks of the environment: each with an id, what is wrong, and what to do."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from cryptography.fernet import Fernet
from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, Warning, register  # noqa: A004

from upgradeplanner.stores import is_redis


@register(Tags.security)
def encryption_keys_are_keys(**_: Any) -> Sequence[CheckMessage]:
    try:
        keys = [Fernet(key) for key in settings.ENCRYPTION_KEYS]
    except ValueError:
        keys = []
    if keys:
        return []
    return [
        Error(
            "UPGRADEPLANNER_ENCRYPTION_KEYS holds no key, or one that is not a key.",
            hint="A key is 32 bytes in URL-safe base64; docs/configuration.md has "
            "the command that makes one.",
            id="upgradeplanner.E001",
        )
    ]


@register
def ca_bundle_is_a_file(**_: Any) -> Sequence[CheckMessage]:
    if not settings.CA_BUNDLE or Path(settings.CA_BUNDLE).is_file():
        return []
    return [
        Error(
            "UPGRADEPLANNER_CA_BUNDLE names no file.",
            hint="Give the path of a PEM file that this process can read.",
            id="upgradeplanner.E002",
        )
    ]


@register(Tags.security, deploy=True)
def keys_are_shared(**_: Any) -> Sequence[CheckMessage]:
    """Warn where several machines would each make keys of their own."""
    if settings.DATABASE_IS_EMBEDDED:
        return []
    if settings.SECRET_KEY_IS_SET and settings.ENCRYPTION_KEYS_ARE_SET:
        return []
    return [
        Warning(
            "Keys come from the data folder, but the database is shared.",
            hint="Set UPGRADEPLANNER_SECRET_KEY and UPGRADEPLANNER_ENCRYPTION_KEYS, "
            "the same on every machine, or share one data folder.",
            id="upgradeplanner.W003",
        )
    ]


@register(Tags.caches, deploy=True)
def lock_outs_are_shared(**_: Any) -> Sequence[CheckMessage]:
    if not settings.BROKER_URL or is_redis(settings.BROKER_URL):
        return []
    return [
        Warning(
            "Failed sign-ins are counted in the data folder of each machine.",
            hint="Use Redis or Valkey as the broker where several machines serve.",
            id="upgradeplanner.W004",
        )
    ]
