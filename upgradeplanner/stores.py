"""Where rows and shared counters are kept, as Django settings. No environment here."""

from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

# WAL and IMMEDIATE let several processes write without "database is locked". With
# them no request may hold a transaction: it would hold the write lock.
PRAGMAS = (
    "PRAGMA journal_mode=WAL;PRAGMA synchronous=NORMAL;PRAGMA temp_store=MEMORY;"
    "PRAGMA mmap_size=134217728;PRAGMA journal_size_limit=67108864;"
    "PRAGMA cache_size=-16000;"
)


def is_redis(url: str) -> bool:
    return url.startswith(("redis://", "rediss://"))


def database(url: str, folder: Path) -> dict[str, Any]:
    """Return PostgreSQL for `url`, SQLite in `folder` without one."""
    return _postgres(url) if url else _sqlite(folder)


def cache(broker_url: str, folder: Path) -> dict[str, Any]:
    """Return the cache that every process shares: the team's Redis, else a folder."""
    if is_redis(broker_url):
        return {
            "BACKEND": "django.core.cache.backends.redis.RedisCache",
            "LOCATION": broker_url,
            "KEY_PREFIX": "upgradeplanner:cache",
        }
    return {
        "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
        "LOCATION": folder / "cache",
        "OPTIONS": {"MAX_ENTRIES": 10_000},
    }


def _sqlite(folder: Path) -> dict[str, Any]:
    file = folder / "db.sqlite3"
    file.touch(mode=0o600)  # it holds sessions; SQLite would let everybody read them
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": file,
        "TEST": {"NAME": str(folder / "test.sqlite3")},
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": PRAGMAS,
        },
    }


def _postgres(url: str) -> dict[str, Any]:
    parts = urlsplit(url)
    if parts.scheme not in {"postgres", "postgresql"} or not parts.path.strip("/"):
        raise ImproperlyConfigured(
            "DATABASE_URL must read postgresql://user:password@host:5432/name."
        )
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path[1:]),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or ""),
        "PORT": str(parts.port or ""),
        "OPTIONS": {
            **dict(parse_qsl(parts.query)),
            "pool": {"min_size": 1, "max_size": 8, "timeout": 10},
        },
    }
