"""Real workers in processes of their own, on the database of the tests."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Self

from django.conf import settings
from django.db import connection

from apps.snapshots.models import Snapshot
from tests.brokers import broker_url

ROOT = Path(settings.BASE_DIR)
CELERY = [sys.executable, "-m", "celery", "-A", "upgradeplanner.celery"]
OPTIONS = ["--concurrency=1", "--loglevel=WARNING", "--without-mingle"]
PATIENCE_SECONDS = 60.0


def environment(folder: Path, origin: str) -> dict[str, str]:
    """Return the variables of a process that shares the tests' rows and keys."""
    folder.mkdir(exist_ok=True)
    shared = {
        "UPGRADEPLANNER_DATA_DIR": str(folder),
        "UPGRADEPLANNER_ENCRYPTION_KEYS": ",".join(settings.ENCRYPTION_KEYS),
        "UPGRADEPLANNER_TRUSTED_ORG_ORIGINS": origin,
        "UPGRADEPLANNER_NO_BOOTSTRAP": "1",
        "DJANGO_SETTINGS_MODULE": "upgradeplanner.settings",
        "PYTHONPATH": str(ROOT),
    }
    database = connection.settings_dict
    if connection.vendor == "postgresql":
        user = f"{database['USER']}:{database['PASSWORD']}@{database['HOST']}"
        address = f"{user}:{database['PORT'] or 5432}/{database['NAME']}"
        shared["DATABASE_URL"] = f"postgresql://{address}"
    else:
        link = folder / "db.sqlite3"
        link.unlink(missing_ok=True)
        link.symlink_to(str(database["NAME"]))
    if broker := broker_url():
        shared["CELERY_BROKER_URL"] = broker
    # Without the test runner's own variables: a worker as it runs for people.
    own = {key: value for key, value in os.environ.items() if "PYTEST" not in key}
    return {**own, **shared}


class Worker:
    """A Celery worker with one child. A context manager; leaving it ends both."""

    def __init__(self, folder: Path, origin: str) -> None:
        self._environment = environment(folder, origin)
        self._process = subprocess.Popen(
            [*CELERY, "worker", *OPTIONS],
            cwd=ROOT,
            env=self._environment,
            start_new_session=True,
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.kill()

    def ring(self, snapshot: Snapshot) -> None:
        """Send the doorbell through the worker's own queue."""
        say = (
            "import django; django.setup(); from apps.syncs.tasks import sync; "
            f"sync.delay({snapshot.pk})"
        )
        command = [sys.executable, "-c", f"import upgradeplanner.celery; {say}"]
        subprocess.run(command, cwd=ROOT, env=self._environment, check=True)

    def kill(self) -> None:
        """End the worker and its child at once, as a power cut would."""
        if self._process.poll() is None:
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait(PATIENCE_SECONDS)

    def stop(self) -> None:
        """Ask the worker to end, and wait until it has."""
        self._process.send_signal(signal.SIGTERM)
        self._process.wait(PATIENCE_SECONDS)


def wait_for(condition: Callable[[], bool], what: str) -> None:
    """Wait until a condition holds; fails the test after a while."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not condition():
        assert time.monotonic() < deadline, f"waited in vain for {what}"
        time.sleep(0.05)


def state_of(snapshot: Snapshot) -> str:
    return Snapshot.objects.values_list("state", flat=True).get(pk=snapshot.pk)
