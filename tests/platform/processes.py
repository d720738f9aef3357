"""Our commands as people run them: processes of their own, on folders of their own."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

import psycopg
from django.conf import settings

from tests.brokers import broker_url

MANAGE = [sys.executable, str(settings.BASE_DIR / "manage.py")]
PATIENCE_SECONDS = 60
OURS = ("UPGRADEPLANNER_", "PYTEST_", "DATABASE_URL", "CELERY_BROKER_URL", "DJANGO_")


def environment(folder: Path, **more: str) -> dict[str, str]:
    """Return what a person's shell has: nothing of ours but the data folder."""
    kept = {
        name: text for name, text in os.environ.items() if not name.startswith(OURS)
    }
    return {**kept, "UPGRADEPLANNER_DATA_DIR": str(folder), **more}


def manage(folder: Path, *words: str, **more: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*MANAGE, *words],
        env=environment(folder, **more),
        capture_output=True,
        text=True,
        timeout=PATIENCE_SECONDS,
        check=False,
    )


@contextmanager
def scratch_database() -> Iterator[str]:
    """Make an empty PostgreSQL database; yield its URL."""
    name = f"scratch_{uuid4().hex}"
    base = settings.DATABASE_URL.rpartition("/")[0]
    with psycopg.connect(settings.DATABASE_URL, autocommit=True) as link:
        link.execute(f"CREATE DATABASE {name}")
        try:
            yield f"{base}/{name}"
        finally:
            link.execute(f"DROP DATABASE {name} WITH (FORCE)")


@contextmanager
def scratch_stores() -> Iterator[dict[str, str]]:
    """Yield the variables of a database and queue of the kind under test."""
    if settings.DATABASE_IS_EMBEDDED:
        yield {}
        return
    with scratch_database() as url:
        yield {"DATABASE_URL": url, "CELERY_BROKER_URL": broker_url()}
