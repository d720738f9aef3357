"""Tests of settings that protect: cookies, policy, passwords, keys."""

import json
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.test import Client

from tests.platform.processes import manage

SHOW = (
    "import json; from django.conf import settings as s;"
    "print(json.dumps({n: getattr(s, n) for n in %r}))"
)
NAMES = [
    "SESSION_COOKIE_SECURE",
    "CSRF_COOKIE_SECURE",
    "SECURE_SSL_REDIRECT",
    "SECURE_HSTS_SECONDS",
    "ALLOWED_HOSTS",
    "CSRF_TRUSTED_ORIGINS",
]


def shown(folder: Path, **environment: str) -> dict[str, Any]:
    words = ("shell", "--no-imports", "-c", SHOW % NAMES)
    done = manage(folder, *words, **environment)
    assert done.returncode == 0, done.stderr
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


@pytest.mark.slow
def test_an_https_address_makes_cookies_secure(tmp_path: Path) -> None:
    found = shown(tmp_path, UPGRADEPLANNER_BASE_URL="https://planner.example/")
    assert found["SESSION_COOKIE_SECURE"]
    assert found["CSRF_COOKIE_SECURE"]
    assert found["SECURE_SSL_REDIRECT"]
    assert found["SECURE_HSTS_SECONDS"] > 0
    assert "planner.example" in found["ALLOWED_HOSTS"]
    assert found["CSRF_TRUSTED_ORIGINS"] == ["https://planner.example"]


@pytest.mark.slow
def test_a_plain_address_on_a_laptop_works(tmp_path: Path) -> None:
    found = shown(tmp_path)
    assert not found["SESSION_COOKIE_SECURE"]
    assert not found["SECURE_SSL_REDIRECT"]
    assert "*" not in found["ALLOWED_HOSTS"]


@pytest.mark.slow
def test_other_users_of_the_machine_read_nothing(tmp_path: Path) -> None:
    folder = tmp_path / "shared"
    folder.mkdir(mode=0o755)
    assert manage(folder, "migrate", "--verbosity=0").returncode == 0
    open_to_others = {
        path.name for path in folder.iterdir() if path.stat().st_mode & 0o077
    }
    assert open_to_others <= {"static"}


@pytest.mark.slow
def test_a_wrong_value_stops_the_start_with_a_sentence(tmp_path: Path) -> None:
    wrong = manage(tmp_path, "check", UPGRADEPLANNER_SESSION_HOURS="soon")
    assert wrong.returncode != 0
    assert "UPGRADEPLANNER_SESSION_HOURS must be a whole number" in wrong.stderr


def test_pages_load_nothing_from_elsewhere(client: Client) -> None:
    policy = client.get("/healthz")["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "script-src 'self'" in policy
    assert "unsafe" not in policy
    assert "http:" not in policy


@pytest.mark.parametrize("password", ["short", "password12345", "123456789012"])
def test_weak_passwords_are_refused(password: str) -> None:
    with pytest.raises(ValidationError):
        validate_password(password)


def test_a_long_password_is_taken() -> None:
    validate_password("correct horse battery staple")
