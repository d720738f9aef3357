"""Tests of how the environment is read: plainly, and loudly where it is wrong."""

import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from upgradeplanner import env, stores

Patch = pytest.MonkeyPatch
NAME = "UPGRADEPLANNER_SAMPLE"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1", True),
        ("Yes", True),
        ("on", True),
        ("0", False),
        ("no", False),
        ("", False),
    ],
)
def test_a_bool_is_read(monkeypatch: Patch, text: str, value: bool) -> None:  # noqa: FBT001
    monkeypatch.setenv(NAME, text)
    assert env.env_bool(NAME) is value


def test_a_bool_that_is_none_is_refused(monkeypatch: Patch) -> None:
    monkeypatch.setenv(NAME, "perhaps")
    with pytest.raises(ImproperlyConfigured, match=NAME):
        env.env_bool(NAME)


def test_an_unset_name_gives_the_default(monkeypatch: Patch) -> None:
    monkeypatch.delenv(NAME, raising=False)
    assert env.env_bool(NAME, default=True) is True
    assert env.env_int(NAME, 7) == 7
    assert env.env_list(NAME) == []
    assert env.env_secret(NAME) == ""


@pytest.mark.parametrize("text", ["a", "1.5", "-3", "0"])
def test_a_number_out_of_bounds_is_refused(monkeypatch: Patch, text: str) -> None:
    monkeypatch.setenv(NAME, text)
    with pytest.raises(ImproperlyConfigured, match="from 1 on"):
        env.env_int(NAME, 7, at_least=1)


def test_a_list_is_split_at_commas(monkeypatch: Patch) -> None:
    monkeypatch.setenv(NAME, " a.example , b.example,, ")
    assert env.env_list(NAME) == ["a.example", "b.example"]


def test_a_secret_comes_from_a_file(monkeypatch: Patch, tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("hidden\n")
    monkeypatch.setenv(f"{NAME}_FILE", str(tmp_path / "secret"))
    assert env.env_secret(NAME) == "hidden"


def test_a_secret_given_twice_is_refused(monkeypatch: Patch) -> None:
    monkeypatch.setenv(NAME, "a")
    monkeypatch.setenv(f"{NAME}_FILE", "b")
    with pytest.raises(ImproperlyConfigured, match="not both"):
        env.env_secret(NAME)


def test_a_secret_file_that_is_missing_is_said(
    monkeypatch: Patch, tmp_path: Path
) -> None:
    monkeypatch.setenv(f"{NAME}_FILE", str(tmp_path / "nothing"))
    with pytest.raises(ImproperlyConfigured, match="No such file"):
        env.env_secret(NAME)


def test_a_kept_secret_is_made_once_for_its_user_alone(tmp_path: Path) -> None:
    path = tmp_path / "key"
    with ThreadPoolExecutor(8) as pool:
        kept = set(pool.map(lambda n: env.kept_secret(path, f"key {n}"), range(24)))
    assert len(kept) == 1
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert list(tmp_path.iterdir()) == [path]


def test_a_database_url_becomes_a_pooled_connection() -> None:
    url = "postgresql://planner:p%40ss@db.example:5433/plans?sslmode=require"
    found = stores.database(url, Path())
    assert found["NAME"] == "plans"
    assert found["PASSWORD"] == "p@ss"
    assert (found["HOST"], found["PORT"]) == ("db.example", "5433")
    assert found["OPTIONS"]["sslmode"] == "require"
    assert found["OPTIONS"]["pool"]["max_size"] == 8


@pytest.mark.parametrize("url", ["mysql://db/plans", "postgresql://db", "plans"])
def test_another_database_url_is_refused(url: str) -> None:
    with pytest.raises(ImproperlyConfigured, match="DATABASE_URL"):
        stores.database(url, Path())


def test_the_cache_is_the_teams_redis_or_a_folder(tmp_path: Path) -> None:
    redis = stores.cache("rediss://queue.example:6379/1", tmp_path)
    folder = stores.cache("amqp://queue.example", tmp_path)
    assert redis["LOCATION"] == "rediss://queue.example:6379/1"
    assert folder["LOCATION"] == tmp_path / "cache"
