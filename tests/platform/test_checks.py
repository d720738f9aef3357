"""Tests of the system checks: each names what is wrong and what to do."""

from pathlib import Path
from typing import Any

import pytest
from cryptography.fernet import Fernet

from upgradeplanner import checks

KEY = Fernet.generate_key().decode()


@pytest.mark.parametrize("keys", [[], ["short"], [KEY, "short"]])
def test_encryption_keys_have_to_be_keys(settings: Any, keys: list[str]) -> None:
    settings.ENCRYPTION_KEYS = keys
    (found,) = checks.encryption_keys_are_keys()
    assert found.id == "upgradeplanner.E001"
    assert "short" not in f"{found.msg} {found.hint}"


def test_good_keys_pass(settings: Any) -> None:
    settings.ENCRYPTION_KEYS = [KEY]
    assert checks.encryption_keys_are_keys() == []


def test_a_ca_bundle_has_to_exist(settings: Any, tmp_path: Path) -> None:
    settings.CA_BUNDLE = str(tmp_path / "bundle.pem")
    assert [found.id for found in checks.ca_bundle_is_a_file()] == [
        "upgradeplanner.E002"
    ]
    (tmp_path / "bundle.pem").touch()
    assert checks.ca_bundle_is_a_file() == []


def test_a_shared_database_wants_shared_keys(settings: Any) -> None:
    settings.DATABASE_IS_EMBEDDED = False
    settings.SECRET_KEY_IS_SET = False
    assert [found.id for found in checks.keys_are_shared()] == ["upgradeplanner.W003"]
    settings.SECRET_KEY_IS_SET = settings.ENCRYPTION_KEYS_ARE_SET = True
    assert checks.keys_are_shared() == []


@pytest.mark.parametrize(
    ("url", "count"), [("", 0), ("redis://queue:6379/0", 0), ("amqp://queue", 1)]
)
def test_lock_outs_want_a_shared_counter(settings: Any, url: str, count: int) -> None:
    settings.BROKER_URL = url
    assert len(checks.lock_outs_are_shared()) == count
