"""Tests of what a command does about the database before it starts."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

from apps.core.commands import missing_migrations, ready_database
from tests.platform.processes import manage, scratch_database

pytestmark = pytest.mark.slow
READY = "from apps.core.commands import ready_database; ready_database()"


def tables(folder: Path) -> set[str]:
    with closing(sqlite3.connect(folder / "db.sqlite3")) as link:
        return {name for (name,) in link.execute("SELECT name FROM sqlite_master")}


def test_an_empty_data_folder_gets_its_tables_and_keys(tmp_path: Path) -> None:
    done = manage(tmp_path, "shell", "--no-imports", "-c", READY)
    assert done.returncode == 0, done.stderr
    assert {"django_migrations", "orgs_org"} <= tables(tmp_path)
    assert (tmp_path / "encryption_keys").exists()


def test_a_database_of_an_older_version_is_not_changed_unasked(tmp_path: Path) -> None:
    manage(tmp_path, "migrate")
    with closing(sqlite3.connect(tmp_path / "db.sqlite3")) as link:
        link.execute("DELETE FROM django_migrations WHERE app = 'sessions'")
        link.commit()
    refused = manage(tmp_path, "shell", "--no-imports", "-c", READY)
    assert "The database lacks 1 migrations. Back it up" in refused.stderr


def test_a_database_that_does_not_answer_is_said(tmp_path: Path) -> None:
    url = "postgresql://nobody@127.0.0.1:1/nothing"
    refused = manage(tmp_path, "shell", "--no-imports", "-c", READY, DATABASE_URL=url)
    assert "The database does not answer." in refused.stderr
    assert "WARNING" not in refused.stderr
    assert "nobody" not in refused.stderr.rsplit("CommandError", 1)[-1]


if not settings.DATABASE_IS_EMBEDDED:  # refusal needs a shared database

    def test_a_shared_database_is_migrated_by_hand_alone(tmp_path: Path) -> None:
        with scratch_database() as url:
            words = ("shell", "--no-imports", "-c", READY)
            refused = manage(tmp_path, *words, DATABASE_URL=url)
            assert "Back it up, then run `python3 manage.py migrate`" in refused.stderr
            assert manage(tmp_path, "migrate", DATABASE_URL=url).returncode == 0
            assert manage(tmp_path, *words, DATABASE_URL=url).returncode == 0


@pytest.mark.django_db
def test_a_migrated_database_is_left_alone() -> None:
    assert missing_migrations() == []
    tables_before = connection.introspection.table_names()
    ready_database()
    assert connection.introspection.table_names() == tables_before
