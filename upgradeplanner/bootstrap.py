"""Makes `.venv` from the hash-locked requirements; standard library only.

Runs before anything else and under any Python, so it imports nothing of ours. A
virtual environment that the caller made is used as it is and never changed.
"""

import hashlib
import importlib
import importlib.util
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
OLDEST = (3, 11)
TEST_COMMANDS = {"selftest"}


@dataclass(frozen=True)
class Need:
    """A lock file, the stamp that says it is installed, and how to tell without."""

    lock: str
    stamp: str
    modules: tuple[str, ...]


RUN = Need("run.txt", ".stamp-run", ("django", "celery", "allauth"))
DEV = Need("dev.txt", ".stamp-dev", ("django", "celery", "allauth", "pytest", "xdist"))


def ensure(argv: list[str]) -> None:
    """Return inside an environment that has what `argv` needs, or start over in it."""
    if os.environ.get("UPGRADEPLANNER_NO_BOOTSTRAP"):
        return
    need = DEV if argv[1:2] and argv[1] in TEST_COMMANDS else RUN
    inside = Path(sys.prefix).resolve() == VENV.resolve()
    if sys.prefix != sys.base_prefix and _has(need):
        return
    if sys.version_info < OLDEST:
        found = ".".join(map(str, sys.version_info[:3]))
        sys.exit(f"Python 3.11 or newer is needed; this is {found}.")
    if inside or not _is_installed(need):
        _install(need)
    if not inside:
        os.execv(PYTHON, [str(PYTHON), *argv])  # noqa: S606 (ours, made above)


def _has(need: Need) -> bool:
    return all(importlib.util.find_spec(module) for module in need.modules)


def _lock(need: Need) -> Path:
    return ROOT / "requirements" / need.lock


def _stamp(need: Need) -> str:
    """Return what changes with the lock file and with the interpreter."""
    content = _lock(need).read_bytes() + sys.version.encode()
    return hashlib.sha256(content).hexdigest()


def _is_installed(need: Need) -> bool:
    """Look for the stamp; the test tools come with all that running needs."""
    stamps = [(DEV, VENV / DEV.stamp), (need, VENV / need.stamp)]
    return PYTHON.exists() and any(
        path.exists() and path.read_text() == _stamp(which) for which, path in stamps
    )


def _install(need: Need) -> None:
    print(f"Setting up .venv from requirements/{need.lock} ...", file=sys.stderr)  # noqa: T201
    uv = shutil.which("uv")
    if not PYTHON.exists():
        _make_venv(uv)
    pip = [uv, "pip", "install", "--python", str(PYTHON)] if uv else _pip()
    command = [*pip, "--quiet", "--require-hashes", "--requirement", str(_lock(need))]
    if subprocess.run(command, check=False).returncode:  # noqa: S603
        sys.exit("Not installed; see above. If .venv is half made, delete it.")
    importlib.invalidate_caches()
    (VENV / need.stamp).write_text(_stamp(need))


def _pip() -> list[str]:
    return [str(PYTHON), "-m", "pip", "install", "--disable-pip-version-check"]


def _make_venv(uv: str | None) -> None:
    command = [sys.executable, "-m", "venv", str(VENV)]
    if uv:
        command = [uv, "venv", "--quiet", "--python", sys.executable, str(VENV)]
    if subprocess.run(command, check=False).returncode == 0:  # noqa: S603
        return
    shutil.rmtree(VENV, ignore_errors=True)
    sys.exit("No virtual environment could be made. Debian: apt install python3-venv.")
