"""Reads the environment, and fails loudly. The only place that looks at it."""

import os
import secrets
import tempfile
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

TRUE = {"1", "true", "yes", "on"}
FALSE = {"0", "false", "no", "off", ""}


def env_str(name: str, default: str = "") -> str:
    return os.environ.get(name, default).strip()


def env_bool(name: str, *, default: bool = False) -> bool:
    value = os.environ.get(name, str(default)).strip().lower()
    if value in TRUE:
        return True
    if value in FALSE:
        return False
    raise ImproperlyConfigured(f"{name} must be one of 1, 0, true, false, yes, no.")


def env_int(name: str, default: int, *, at_least: int = 0) -> int:
    value = env_str(name) or str(default)
    if not value.isdecimal() or int(value) < at_least:
        raise ImproperlyConfigured(f"{name} must be a whole number from {at_least} on.")
    return int(value)


def env_list(name: str) -> list[str]:
    """Return the comma-separated values, without blanks and empty ones."""
    return [part for piece in env_str(name).split(",") if (part := piece.strip())]


def env_secret(name: str) -> str:
    """Return NAME, or what the file stands in that NAME_FILE names; empty if neither.

    Raises ImproperlyConfigured if both are set or the file cannot be read.
    """
    value, path = env_str(name), env_str(f"{name}_FILE")
    if value and path:
        raise ImproperlyConfigured(f"Set {name} or {name}_FILE, not both.")
    if not path:
        return value
    try:
        return Path(path).read_text().strip()
    except OSError as problem:
        reason = problem.strerror or "it cannot be read"
        raise ImproperlyConfigured(f"{name}_FILE: {reason}.") from problem


def under_test() -> bool:
    """Say whether the test runner loaded these settings."""
    return "PYTEST_VERSION" in os.environ


def data_dir(default: Path) -> Path:
    """Return the data folder, made if missing, readable by its user alone.

    Tests get a fresh folder that the test session removes.
    """
    chosen = env_str("UPGRADEPLANNER_DATA_DIR")
    if under_test():
        return Path(tempfile.mkdtemp(prefix="upgradeplanner-tests-"))
    folder = Path(chosen).expanduser().resolve() if chosen else default
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as problem:
        raise ImproperlyConfigured(
            f"UPGRADEPLANNER_DATA_DIR cannot be made: {problem.strerror}."
        ) from problem
    return folder


def kept_secret(path: Path, new: str) -> str:
    """Return the secret kept in `path`; the first caller keeps `new` there, mode 0600.

    The file appears whole or not at all, so that processes that start together agree.
    """
    if not path.exists():
        beside = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
        beside.touch(mode=0o600)
        beside.write_text(new + "\n")
        try:
            path.hardlink_to(beside)
        except FileExistsError:
            pass
        finally:
            beside.unlink()
    return path.read_text().strip()
