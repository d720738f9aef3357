"""Never faster than the share, whatever the number of processes and threads."""

import json
import os
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection, transaction

from apps.okta.throttle import OTHER, RateHeaders
from apps.orgs.limiter import DbGate
from apps.orgs.models import Org, RateBucket
from tests.factories import make_org

pytestmark = pytest.mark.django_db


class Clock:
    """A clock that only sleeping moves; counts how long was slept."""

    def __init__(self) -> None:
        self.now = 1_800_000_000.0
        self.slept = 0.0

    def __call__(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.now += seconds
        self.slept += seconds


def gate_of(org: Org, clock: Clock, share: int = 50) -> DbGate:
    return DbGate(org.pk, share, clock=clock, sleep=clock.sleep)


def call(gate: DbGate, clock: Clock, headers: RateHeaders | None = None) -> None:
    gate.acquire(OTHER)
    gate.report(OTHER, headers, 200, clock.now)


def said(limit: int, remaining: int, resets_in: float = 60.0) -> RateHeaders:
    return RateHeaders(limit=limit, remaining=remaining, resets_in=resets_in)


def test_calls_go_at_once_within_the_share(org: Org) -> None:
    clock = Clock()
    gate = gate_of(org, clock)
    for number in range(50):
        call(gate, clock, said(100, 99 - number))
    assert clock.slept == 0


def test_the_call_beyond_the_share_waits_for_the_stated_reset(org: Org) -> None:
    clock = Clock()
    gate = gate_of(org, clock)
    for number in range(50):
        call(gate, clock, said(100, 99 - number, resets_in=40.0))
    call(gate, clock, said(100, 99))
    assert 40 <= clock.slept <= 43


def test_two_gates_share_one_budget(org: Org) -> None:
    clock = Clock()
    gates = [gate_of(org, clock), gate_of(org, clock)]
    call(gates[0], clock, said(100, 99))
    started = clock.now
    for number in range(60):
        call(gates[number % 2], clock, said(100, 98 - number))
        assert number < 49 or clock.now > started
    assert clock.now > started


def test_a_429_holds_every_process(org: Org) -> None:
    clock = Clock()
    first, second = gate_of(org, clock), gate_of(org, clock)
    call(first, clock, said(100, 90))
    call(second, clock, said(100, 89))
    first.acquire(OTHER)
    first.report(OTHER, said(100, 0, resets_in=30.0), 429, clock.now)
    second.acquire(OTHER)
    assert clock.slept >= 30


def test_what_was_leased_and_not_used_goes_back(org: Org) -> None:
    clock = Clock()
    gate = gate_of(org, clock)
    call(gate, clock, said(100, 99))
    gate.acquire(OTHER)
    gate.report(OTHER, said(100, 98), 200, clock.now)
    gate.close()
    row = RateBucket.objects.get(org=org, bucket=OTHER)
    assert (row.taken, row.in_flight) == (2, 0)


def test_a_lease_that_grew_old_is_counted_anew(org: Org) -> None:
    clock = Clock()
    gate = gate_of(org, clock)
    call(gate, clock, said(100, 99))
    clock.now += 300
    call(gate, clock, said(100, 99))
    row = RateBucket.objects.get(org=org, bucket=OTHER)
    assert row.taken <= 5


def test_the_row_says_what_okta_said(org: Org) -> None:
    clock = Clock()
    gate = gate_of(org, clock)
    call(gate, clock, said(600, 599))
    gate.close()
    row = RateBucket.objects.get(org=org, bucket=OTHER)
    assert row.limit == 600
    assert row.resets_at is not None


def test_a_lower_share_allows_fewer_calls(org: Org) -> None:
    clock = Clock()
    gate = gate_of(org, clock, share=10)
    for number in range(11):
        call(gate, clock, said(100, 99 - number, resets_in=50.0))
    assert clock.slept >= 50


def test_buckets_are_counted_apart(org: Org) -> None:
    clock = Clock()
    gate = gate_of(org, clock)
    for bucket in ("/api/v1", "/api/v1/apps"):
        gate.acquire(bucket)
    assert RateBucket.objects.filter(org=org).count() == 2


def test_a_cancelled_wait_passes_through(org: Org) -> None:
    class CancelledError(Exception):
        pass

    def cancel(_seconds: float) -> None:
        raise CancelledError

    clock = Clock()
    gate = DbGate(org.pk, 1, clock=clock, sleep=cancel)
    gate.acquire(OTHER)
    with pytest.raises(CancelledError):
        gate.acquire(OTHER)


def test_no_transaction_is_open_while_a_call_may_go(org: Org) -> None:
    depth = len(connection.savepoint_ids)
    gate = gate_of(org, Clock())
    gate.acquire(OTHER)
    assert len(connection.savepoint_ids) == depth


@pytest.mark.django_db(transaction=True)
def test_threads_take_no_more_than_the_share() -> None:
    org = make_org("threads")
    gates = [DbGate(org.pk, 50), DbGate(org.pk, 50)]
    gates[0].acquire(OTHER)
    gates[0].report(OTHER, said(40, 39, 60.0), 200, time.time())
    gone: list[float] = []
    stop = threading.Event()

    class StopError(Exception):
        pass

    def sleep(_seconds: float) -> None:
        if stop.is_set():
            raise StopError
        time.sleep(0.01)

    def work(gate: DbGate) -> None:
        try:
            while True:
                gate.acquire(OTHER)
                gone.append(time.time())
                gate.report(OTHER, said(40, 30, 60.0), 200, time.time())
        except StopError:
            return
        finally:
            connection.close()

    for gate in gates:
        gate._sleep = sleep
    threads = [threading.Thread(target=work, args=(gate,)) for gate in gates * 3]
    for thread in threads:
        thread.start()
    time.sleep(1.5)
    stop.set()
    for thread in threads:
        thread.join()
    assert len(gone) == 19  # half of 40, and one went before


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_processes_take_no_more_than_the_share(tmp_path: Path) -> None:
    org = make_org("processes")
    gate = DbGate(org.pk, 50)
    gate.acquire(OTHER)
    gate.report(OTHER, said(100, 99, 60.0), 200, time.time())
    gate.close()
    database = {
        key: str(connection.settings_dict[key])
        for key in ("NAME", "USER", "PASSWORD", "HOST", "PORT")
    }
    caller = [sys.executable, "-m", "tests.orgs.caller", json.dumps(database)]
    workers = [
        subprocess.Popen(
            [*caller, str(org.pk)],
            stdout=subprocess.PIPE,
            cwd=settings.BASE_DIR,
            env={
                **{k: v for k, v in os.environ.items() if k != "PYTEST_VERSION"},
                "UPGRADEPLANNER_DATA_DIR": str(tmp_path),
            },
            text=True,
        )
        for _ in range(2)
    ]
    counts = [int(worker.communicate(timeout=60)[0]) for worker in workers]
    assert sum(counts) == 49  # half of 100, and one went before
    assert RateBucket.objects.get(org=org).taken == 50


def test_a_row_is_made_once_and_outside_of_no_lock(org: Org) -> None:
    clock = Clock()
    with transaction.atomic():
        gate_of(org, clock).acquire(OTHER)
        gate_of(org, clock).acquire(OTHER)
    assert RateBucket.objects.filter(org=org, bucket=OTHER).count() == 1
