"""What every command needs before it starts: a database that has its tables."""

import fcntl
import logging

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import OperationalError, connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.recorder import MigrationRecorder

WRONG_USE = 2  # exit status of every command for wrong use or a failed call


def missing_migrations() -> list[str]:
    """Return the migrations that the database lacks, as "label.name"."""
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [f"{migration.app_label}.{migration.name}" for migration, _ in plan]


def ready_database() -> None:
    """Migrate an empty embedded data folder; elsewhere insist on migrations.

    Raises CommandError, exit status 2, if the database does not answer or lacks
    migrations that somebody has to apply knowingly.
    """
    logging.getLogger("psycopg.pool").setLevel(logging.ERROR)  # below it is said once
    try:
        if settings.DATABASE_IS_EMBEDDED and not _has_migrations():
            _migrate_once()
        missing = missing_migrations()
    except OperationalError as problem:
        raise CommandError(
            "The database does not answer. Is it started, and is DATABASE_URL right?",
            returncode=WRONG_USE,
        ) from problem
    if missing:
        raise CommandError(
            f"The database lacks {len(missing)} migrations. Back it up, then run "
            "`python3 manage.py migrate`.",
            returncode=WRONG_USE,
        )


def _has_migrations() -> bool:
    return bool(MigrationRecorder(connection).applied_migrations())


def _migrate_once() -> None:
    """Migrate; a second command that starts at the same moment waits for the first."""
    with (settings.DATA_DIR / "migrate.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        call_command("migrate", verbosity=0, interactive=False)
