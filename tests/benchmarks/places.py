"""Where the benchmarks keep things, and how they start processes; measures nothing."""

import compileall
import contextlib
import io
import json
import os
import shutil
import socket
import subprocess
import sys
import time
import venv
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
FOLDER = "UPGRADEPLANNER_BENCHMARK_FOLDER"
PEERS = ("okta", "orjson")  # Okta's own SDK, and the fastest parser
STARTS_WITHIN_SECONDS = 60.0
ENDS_WITHIN_SECONDS = 1800


def bench() -> Path:
    """Return the folder of everything that benchmarks make."""
    return Path(os.environ.get(FOLDER) or ROOT / ".bench")


class BenchmarkError(Exception):
    """A benchmark could not be run; the text says why."""


def environment(extra: Mapping[str, str] | None = None) -> dict[str, str]:
    """Return the environment of a child: ours alone, with bytecode allowed."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("UPGRADEPLANNER_", "DJANGO_", "PYTEST_"))
        and name not in {"PYTHONDONTWRITEBYTECODE", "DATABASE_URL", "CELERY_BROKER_URL"}
    }
    return {
        **kept,
        "PYTHONPATH": str(ROOT),
        "UPGRADEPLANNER_NO_BOOTSTRAP": "1",
        "UPGRADEPLANNER_LOG_LEVEL": "ERROR",
        **(extra or {}),
    }


def command(module: str, *arguments: object, python: Path | None = None) -> list[str]:
    words = [str(word) for word in arguments]
    return [str(python or sys.executable), "-m", module, *words]


def ask(
    module: str,
    *arguments: object,
    python: Path | None = None,
    extra: Mapping[str, str] | None = None,
) -> dict[str, Any]:
    """Run a module in a fresh process; return the JSON of its last line."""
    done = subprocess.run(
        command(module, *arguments, python=python),
        env=environment(extra),
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=ENDS_WITHIN_SECONDS,
        check=False,
    )
    if done.returncode:
        raise BenchmarkError(f"{module} failed:\n{done.stderr[-3000:]}")
    answer: dict[str, Any] = json.loads(done.stdout.strip().splitlines()[-1])
    return answer


@contextmanager
def started(
    words: list[str], port: int, extra: Mapping[str, str] | None = None
) -> Iterator[int]:
    """Run a server while a block runs; yields its process id once it listens."""
    with subprocess.Popen(
        words, env=environment(extra), cwd=ROOT, stdout=subprocess.DEVNULL
    ) as process:
        try:
            _wait_for(port, process)
            yield process.pid
        finally:
            process.terminate()
            try:
                process.wait(timeout=10)
            except subprocess.TimeoutExpired:
                process.kill()


def _wait_for(port: int, process: "subprocess.Popen[bytes]") -> None:
    end = time.monotonic() + STARTS_WITHIN_SECONDS
    while time.monotonic() < end and process.poll() is None:
        with contextlib.suppress(OSError):
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            return
        time.sleep(0.05)
    raise BenchmarkError(f"Nothing listens on port {port}.")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def peers_python() -> Path:
    """Return the interpreter of the peers' own environment; makes it once."""
    folder = bench() / "venv"
    python = folder / "bin" / "python"
    installed = folder / ".complete"
    if not installed.exists():
        shutil.rmtree(folder, ignore_errors=True)
        venv.create(folder, with_pip=True)
        words = [str(python), "-m", "pip", "install", "--quiet", *PEERS]
        done = subprocess.run(words, capture_output=True, text=True, check=False)
        if done.returncode:
            raise BenchmarkError(f"pip could not install {PEERS}:\n{done.stderr}")
        compile_bytecode(folder / "lib")
        installed.touch()
    return python


def compile_bytecode(*folders: Path) -> None:
    """Compile ahead: else a forbidden bytecode cache would be measured as work."""
    with contextlib.redirect_stdout(io.StringIO()):
        for folder in folders:
            compileall.compile_dir(str(folder), quiet=2, workers=1)


def compile_ours() -> None:
    libraries = Path(sys.prefix) / "lib"
    compile_bytecode(libraries, ROOT / "apps", ROOT / "upgradeplanner", ROOT / "tests")
