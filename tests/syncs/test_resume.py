"""Killed, doubled, stopped and cancelled syncs: nothing is lost, nothing done twice."""

import threading
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connection
from django.utils import timezone

from apps.simulator.server import Running
from apps.snapshots import services as snapshots
from apps.snapshots.models import ObjectVersion, Snapshot
from apps.syncs import services
from apps.syncs.services import Ending
from tests.syncs.conftest import Simulate
from tests.syncs.processes import Worker, state_of, wait_for
from tests.syncs.worlds import (
    Keep,
    connect,
    go_on,
    judge_nothing,
    start,
    sync,
    written_by,
)

State = Snapshot.State


def slow(simulate: Simulate) -> Running:
    """Serve an org whose applications take a while: 10 pages of 200."""
    okta = simulate(applications=2000)
    okta.faults.add("slow", path="/api/v1/apps", milliseconds=400)
    return okta


def expire(snapshot: Snapshot) -> None:
    past = timezone.now() - timedelta(seconds=1)
    Snapshot.objects.filter(pk=snapshot.pk).update(lease_until=past)


def pages_read(snapshot: Snapshot) -> int:
    """Return how many pages of applications are stored, once all else was read."""
    reading = snapshot.readings.filter(part="applications").first()
    others = snapshot.readings.exclude(part="applications").exclude(state="seen")
    return 0 if reading is None or others.exists() else reading.pages


def after_pages(snapshot: Snapshot, count: int) -> Callable[[], bool]:
    """Return a `stopping` that says stop once so many pages are stored."""
    return lambda: pages_read(snapshot) >= count


def assert_no_stored_page_was_asked_twice(okta: Running, stored: int) -> None:
    """Pages in flight at the end were asked and not stored: only those may repeat."""
    cursors = [
        entry.cursor for entry in okta.log.entries if entry.path == "/api/v1/apps"
    ]
    assert len(set(cursors[:stored])) == stored
    assert not set(cursors[:stored]) & set(cursors[stored:][2:])
    apart = [key for key in okta.log.repeated if key[0] != "/api/v1/apps"]
    assert apart == []


@pytest.mark.slow
def test_a_worker_killed_half_way_is_followed_by_another(
    simulate: Simulate, tmp_path: Path
) -> None:
    okta = slow(simulate)
    snapshot = start(connect(okta))
    with Worker(tmp_path / "first", okta.origin) as worker:
        worker.ring(snapshot)
        wait_for(lambda: pages_read(snapshot) >= 3, "three pages")
        worker.kill()
    stored = pages_read(snapshot)
    assert state_of(snapshot) == State.READING
    assert snapshots.claim(snapshot.pk) is None
    expire(snapshot)
    assert services.waiting() == [snapshot.pk]
    okta.faults.clear()
    with Worker(tmp_path / "second", okta.origin) as worker:
        worker.ring(snapshot)
        wait_for(lambda: state_of(snapshot) == State.COMPLETE, "the end")
    assert_no_stored_page_was_asked_twice(okta, stored)
    assert ObjectVersion.objects.filter(part="applications").count() == 2000
    snapshot.refresh_from_db()
    assert snapshot.attempt == 2


@pytest.mark.slow
def test_a_worker_that_is_stopped_gives_its_sync_up_at_once(
    simulate: Simulate, tmp_path: Path
) -> None:
    okta = slow(simulate)
    snapshot = start(connect(okta))
    with Worker(tmp_path / "queue", okta.origin) as worker:
        worker.ring(snapshot)
        wait_for(lambda: pages_read(snapshot) >= 2, "two pages")
        worker.stop()
    assert state_of(snapshot) == State.READING
    okta.faults.clear()
    with Worker(tmp_path / "queue", okta.origin):  # the bell still rings in the queue
        wait_for(lambda: state_of(snapshot) == State.COMPLETE, "the end")
    snapshot.refresh_from_db()
    assert snapshot.attempt == 1


def test_a_sync_goes_on_where_it_was_given_up(simulate: Simulate) -> None:
    okta = slow(simulate)
    snapshot = start(connect(okta))
    given_up = go_on(snapshot, stopping=after_pages(snapshot, 3))
    assert given_up.state == State.READING
    stored = pages_read(snapshot)
    okta.faults.clear()
    done = go_on(snapshot)
    assert done.state == State.COMPLETE
    assert_no_stored_page_was_asked_twice(okta, stored)
    assert written_by(done) == done.objects_seen


def test_reading_that_takes_long_is_handed_over_and_judging_is_not(
    simulate: Simulate,
) -> None:
    okta = slow(simulate)
    snapshot = start(connect(okta))
    while not pages_read(snapshot):  # a busy machine needs another turn
        assert go_on(snapshot, reading_seconds=1.5).state == State.READING
    okta.faults.clear()
    stored = pages_read(snapshot)

    def judge(_: Snapshot, keep: Keep) -> None:
        time.sleep(1)
        keep()

    done = go_on(snapshot, reading_seconds=30, judge=judge)
    assert (done.state, done.attempt) == (State.COMPLETE, 1)
    repeated = [key for key in okta.log.repeated if key[0] == "/api/v1/apps"]
    assert stored
    assert len(repeated) <= 2


def test_what_is_half_read_is_shown_nowhere(simulate: Simulate) -> None:
    okta = slow(simulate)
    org = connect(okta)
    snapshot = start(org)
    go_on(snapshot, stopping=after_pages(snapshot, 2))
    org.refresh_from_db()
    assert org.latest_snapshot is None
    assert org.engine_seen_at is None


def test_two_workers_do_not_both_run_a_sync(okta: Running) -> None:
    snapshot = start(connect(okta))
    endings: list[object] = []

    def run() -> None:
        token = snapshots.claim(snapshot.pk)
        ending = token and services.run_claimed(snapshot.pk, token, judge=judge_nothing)
        endings.append(ending)
        connection.close()

    threads = [threading.Thread(target=run) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(map(str, endings)) == ["None", "None", "None", Ending.ENDED]
    assert okta.log.repeated == []


def test_a_worker_that_lost_its_lease_writes_nothing_more(okta: Running) -> None:
    snapshot = start(connect(okta))
    token = snapshots.claim(snapshot.pk)
    assert token is not None
    expire(snapshot)
    newer = snapshots.claim(snapshot.pk)
    assert newer is not None
    lost = services.run_claimed(snapshot.pk, token, judge=judge_nothing)
    assert lost is Ending.LOST
    assert not ObjectVersion.objects.exists()
    ended = services.run_claimed(snapshot.pk, newer, judge=judge_nothing)
    assert ended is Ending.ENDED


def test_a_cancelled_sync_leaves_the_last_good_snapshot(simulate: Simulate) -> None:
    okta = slow(simulate)
    org = connect(okta)
    okta.faults.clear()
    good = sync(org)
    okta.world.edit("applications", okta.world.list("applications")[0]["id"], {"a": 1})
    okta.faults.add("slow", path="/api/v1/apps", milliseconds=400)
    snapshot = start(org)

    def cancel_soon() -> bool:
        if pages_read(snapshot) >= 2:
            snapshots.ask_cancel(snapshot)
        return False

    cancelled = go_on(snapshot, stopping=cancel_soon)
    assert cancelled.state == State.CANCELLED
    assert written_by(cancelled) == 0
    org.refresh_from_db()
    assert org.latest_snapshot == good
    assert okta.log.count("/api/v1/apps") < 18


def test_a_death_while_judging_is_judged_again_without_a_call(okta: Running) -> None:
    snapshot = start(connect(okta))

    def die(_: Snapshot, _keep: Keep) -> None:
        raise MemoryError

    with pytest.raises(MemoryError):
        go_on(snapshot, judge=die)
    assert state_of(snapshot) == State.JUDGING
    calls = okta.log.count()
    expire(snapshot)
    assert go_on(snapshot).state == State.COMPLETE
    assert okta.log.count() == calls


def test_judging_is_given_up_between_two_looks_at_the_lease(okta: Running) -> None:
    snapshot = start(connect(okta))
    judged: list[str] = []

    def judge(_: Snapshot, keep: Keep) -> None:
        judged.append("once")
        keep()
        judged.append("to the end")

    go_on(snapshot, judge=judge, stopping=lambda: bool(judged))
    assert judged == ["once"]
    assert state_of(snapshot) == State.JUDGING
    assert go_on(snapshot, judge=judge).state == State.COMPLETE


def test_a_sync_that_cannot_be_judged_is_taken_back(okta: Running) -> None:
    org = connect(okta)
    good = sync(org)
    okta.world.edit("zones", okta.world.list("zones")[1]["id"], {"name": "Other"})
    snapshot = start(org)

    def die(_: Snapshot, _keep: Keep) -> None:
        raise MemoryError

    for _ in range(5):
        with pytest.raises(MemoryError):
            go_on(snapshot, judge=die)
        expire(snapshot)
    services.end_exhausted()
    snapshot.refresh_from_db()
    org.refresh_from_db()
    assert snapshot.state == State.FAILED
    assert "5 attempts" in snapshot.reason
    assert org.latest_snapshot == good
    assert written_by(snapshot) == 0
    assert not ObjectVersion.objects.filter(until__isnull=False).exists()
