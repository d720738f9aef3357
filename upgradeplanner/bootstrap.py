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
    """Use uv where it is there, for speed; pip where uv is not or cannot.

    uv knows nothing of the index and certificates that pip was set up with.
    """
    print(f"Setting up .venv from requirements/{need.lock} ...", file=sys.stderr)  # noqa: T201
    uv = shutil.which("uv")
    if not (uv and _by_uv(uv, need)) and not _by_pip(need):
        sys.exit("Not installed; see above. If .venv is half made, delete it.")
    importlib.invalidate_caches()
    (VENV / need.stamp).write_text(_stamp(need))


def _by_uv(uv: str, need: Need) -> bool:
    make = [uv, "venv", "--quiet", "--python", sys.executable, str(VENV)]
    install = [uv, "pip", "install", "--python", str(PYTHON), *_what(need)]
    return (PYTHON.exists() or _runs(make, quietly=True)) and _runs(
        install, quietly=True
    )


def _by_pip(need: Need) -> bool:
    if not PYTHON.exists() and not _runs([sys.executable, "-m", "venv", str(VENV)]):
        shutil.rmtree(VENV, ignore_errors=True)
        advice = "Debian: apt install python3-venv."
        sys.exit(f"No virtual environment could be made. {advice}")
    pip = [str(PYTHON), "-m", "pip"]
    if not _runs([*pip, "--version"], quietly=True):  # uv's environments lack it
        _runs([str(PYTHON), "-m", "ensurepip"], quietly=True)
    return _runs([*pip, "install", "--disable-pip-version-check", *_what(need)])


def _what(need: Need) -> list[str]:
    return ["-qq", "--require-hashes", "--requirement", str(_lock(need))]


def _runs(command: list[str], *, quietly: bool = False) -> bool:
    done = subprocess.run(command, check=False, capture_output=quietly)  # noqa: S603
    return done.returncode == 0
