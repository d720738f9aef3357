"""Two real workers and a beat; the one that syncs is killed, and the sync goes on."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from apps.checklists.models import Evidence
from apps.findings.models import Finding
from apps.inventory.models import Application
from apps.orgs.models import Org
from apps.simulator.server import Running
from apps.snapshots.fetching import BACKLOG, IN_FLIGHT
from apps.snapshots.models import ObjectVersion, Snapshot
from tests.acceptance.commands import run
from tests.syncs.conftest import Simulate
from tests.syncs.processes import ROOT, Worker, environment, state_of, wait_for
from tests.syncs.test_full_sync import planned_calls
from tests.syncs.worlds import connect, start

pytestmark = pytest.mark.slow
CELERY = (sys.executable, "-m", "celery", "-A", "upgradeplanner.celery")
APPLICATIONS = 2000
State = Snapshot.State


@contextmanager
def beat(folder: Path, origin: str) -> Iterator[None]:
    """Run the clock that looks for syncs which nobody goes on with."""
    process = subprocess.Popen(
        [*CELERY, "beat", "--loglevel=WARNING", "--pidfile="],
        cwd=ROOT,
        env=environment(folder, origin),
    )
    try:
        yield
    finally:
        process.terminate()
        process.wait()


def pages_stored(snapshot: Snapshot) -> int:
    reading = snapshot.readings.filter(part="applications").first()
    return reading.pages if reading else 0


def nothing_was_judged(org: Org) -> bool:
    org.refresh_from_db()
    rows = (Application, Finding, Evidence)
    return org.latest_snapshot is None and not any(
        model.objects.exists() for model in rows
    )


def assert_each_page_was_asked_once(okta: Running, snapshot: Snapshot) -> None:
    """Only what was under way, or not stored yet, when the worker died comes twice."""
    asked = {(entry.path, entry.query) for entry in okta.log.entries}
    assert len(asked) == planned_calls(okta)
    assert okta.log.count() - len(asked) <= IN_FLIGHT + BACKLOG + 1
    assert okta.log.violations == []
    assert snapshot.calls <= okta.log.count()


def test_a_sync_outlives_its_worker(simulate: Simulate, tmp_path: Path) -> None:
    okta = simulate(engine="identity_engine", applications=APPLICATIONS, latency_ms=150)
    org = connect(okta)
    snapshot = start(org)
    queue = tmp_path / "queue"
    with Worker(queue, okta.origin) as first, beat(queue, okta.origin):
        first.ring(snapshot)
        wait_for(lambda: pages_stored(snapshot) >= 3, "three pages")
        with Worker(queue, okta.origin):
            first.kill()
            assert state_of(snapshot) == State.READING
            assert nothing_was_judged(org)
            wait_for(lambda: state_of(snapshot) != State.READING, "a second worker")
            wait_for(lambda: state_of(snapshot) == State.COMPLETE, "the end")
    snapshot.refresh_from_db()
    assert snapshot.attempt == 2
    assert_each_page_was_asked_once(okta, snapshot)
    stored = ObjectVersion.objects.filter(org=org, part="applications", until=None)
    assert stored.count() == APPLICATIONS
    assert Application.objects.filter(org=org).count() == APPLICATIONS
    assert run("readiness", org.name, "--json").document["snapshot"]["complete"]
