"""Crash tests of `up` as people start it: real processes, a folder of their own."""

import http.client
import json
import os
import re
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.platform.processes import (
    MANAGE,
    PATIENCE_SECONDS,
    environment,
    manage,
    scratch_stores,
)
from tests.platform.test_supervisor import wait_until_gone

pytestmark = pytest.mark.slow


class Running:
    """One `up` on its own data folder."""

    def __init__(self, folder: Path, stores: dict[str, str]) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.folder = folder
        self.log = folder.with_suffix(".log")
        with self.log.open("w") as log:
            self.process = subprocess.Popen(
                [*MANAGE, "up", "--port", str(self.port)],
                env=environment(folder, **stores),
                stdout=log,
                stderr=subprocess.STDOUT,
            )

    def get(self, path: str) -> tuple[int, Any]:
        link = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        try:
            link.request("GET", path)
            answer = link.getresponse()
            return answer.status, answer.read()
        except OSError:
            return 0, b""
        finally:
            link.close()

    def until(self, is_so: Callable[[], bool]) -> None:
        deadline = time.monotonic() + PATIENCE_SECONDS
        while not is_so():
            assert time.monotonic() < deadline, self.log.read_text()
            assert self.process.poll() is None, self.log.read_text()
            time.sleep(0.1)

    def is_ready(self) -> bool:
        return self.get("/readyz")[0] == 200

    def children(self) -> dict[str, int]:
        """Return the pid of each supervised process, by the word that tells it."""
        pid = self.process.pid
        found: dict[str, int] = {}
        for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split():
            words = Path(f"/proc/{child}/cmdline").read_text().split("\0")
            for name in ("gunicorn", "worker", "beat"):
                if name in words:
                    found[name] = int(child)
        return found


@pytest.fixture(scope="module")
def up(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    with scratch_stores() as stores:
        running = Running(tmp_path_factory.mktemp("data"), stores)
        try:
            running.until(running.is_ready)
            yield running
        finally:
            running.process.terminate()
            running.process.wait(30)


@pytest.fixture
def another(tmp_path: Path) -> Iterator[Running]:
    """Start one more, for a test that ends it."""
    with scratch_stores() as stores:
        running = Running(tmp_path / "data", stores)
        try:
            running.until(lambda: running.is_ready() and len(running.children()) == 3)
            yield running
        finally:
            running.process.kill()
            running.process.wait(5)


def test_it_answers_is_ready_and_prints_where(up: Running) -> None:
    up.until(lambda: "/start/" in up.log.read_text())
    status, body = up.get("/readyz")
    assert status == 200
    assert json.loads(body)["ready"] is True
    log = up.log.read_text()
    assert f"Ready on http://127.0.0.1:{up.port}/" in log
    link = re.search(rf"http://127\.0\.0\.1:{up.port}(/start/\S+)", log)
    assert link is not None
    assert up.get(link[1])[0] == 200


def test_static_files_are_served_compressed_and_for_ever(up: Running) -> None:
    _, page = up.get("/accounts/login/")
    address = re.search(r'href="(/static/css/app\.[0-9a-f]+\.css)"', page.decode())
    assert address is not None
    assert up.get(address[1])[0] == 200


def test_a_second_one_on_the_same_folder_is_refused_in_one_line(up: Running) -> None:
    second = manage(up.folder, "up", "--port", "0")
    assert second.returncode == 2
    assert second.stderr.count("\n") == 1
    assert "already runs on this data folder" in second.stderr


@pytest.mark.parametrize("name", ["gunicorn", "beat", "worker"])
def test_a_killed_child_is_started_again(up: Running, name: str) -> None:
    up.until(lambda: len(up.children()) == 3)
    killed = up.children()[name]
    os.kill(killed, signal.SIGKILL)
    up.until(lambda: up.children().get(name, killed) != killed)
    up.until(up.is_ready)


def test_keys_and_rows_are_readable_by_its_user_alone(up: Running) -> None:
    for name in ("secret_key", "encryption_keys"):
        assert (up.folder / name).stat().st_mode & 0o077 == 0


def test_sigterm_stops_everything_soon(another: Running) -> None:
    pids = another.children().values()
    begun = time.monotonic()
    another.process.send_signal(signal.SIGTERM)
    assert another.process.wait(20) == 0
    assert time.monotonic() - begun < 20
    assert all(wait_until_gone(pid) for pid in pids)
    assert another.log.read_text().rstrip().endswith("Stopped.")


def test_children_end_when_the_supervisor_was_killed(another: Running) -> None:
    pids = another.children().values()
    another.process.kill()
    another.process.wait(5)
    assert all(wait_until_gone(pid, seconds=20) for pid in pids)


def test_a_taken_port_is_said_before_anything_starts(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        refused = manage(tmp_path, "up", "--port", str(port))
    assert refused.returncode == 2
    assert "Choose another with --port" in refused.stderr


def test_others_are_let_in_only_knowingly(tmp_path: Path) -> None:
    careless = manage(tmp_path, "up", "--host", "0.0.0.0", "--port", "0")
    assert careless.returncode == 2
    assert "UPGRADEPLANNER_ALLOWED_HOSTS and UPGRADEPLANNER_SECRET_KEY" in (
        careless.stderr
    )
