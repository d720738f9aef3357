"""The share of the rate limit holds, whoever and how many read an org."""

import subprocess
import sys
import time
from pathlib import Path

import pytest

from apps.orgs.models import Org
from apps.snapshots.models import Snapshot
from tests.syncs.conftest import Simulate
from tests.syncs.processes import ROOT, environment, wait_for
from tests.syncs.worlds import connect, go_on, start, sync

EXAMINE = """
import django; django.setup()
from apps.orgs.models import Org
from apps.orgs.services.doors import client_for
with client_for(Org.objects.get(name="simulated")) as client:
    for _ in range(100):
        client.get("/api/v1/zones?limit=200")
"""


@pytest.mark.slow
def test_two_processes_stay_within_one_share(
    simulate: Simulate, tmp_path: Path
) -> None:
    okta = simulate(overrides={"other": 60})
    org = connect(okta)
    other = subprocess.Popen(
        [sys.executable, "-c", EXAMINE],
        cwd=ROOT,
        env=environment(tmp_path / "other", okta.origin),
    )
    wait_for(lambda: okta.log.count("/api/v1/zones") > 2, "the other process")
    ends = time.monotonic() + 5
    given_up = go_on(start(org), stopping=lambda: time.monotonic() > ends)
    other.kill()
    other.wait()
    assert given_up.state == Snapshot.State.READING
    spent = okta.log.count("/api/v1/")
    assert 2 < spent <= 30  # the other may have been quicker, and taken them all
    assert not [entry for entry in okta.log.entries if entry.status == 429]


def test_the_share_is_each_orgs_own(simulate: Simulate) -> None:
    okta = simulate(overrides={"other": 100}, window_seconds=2)
    org = connect(okta, rate_share_percent=100)
    sync(org)
    assert Org.objects.get().buckets.get(bucket="/api/v1").limit == 100
