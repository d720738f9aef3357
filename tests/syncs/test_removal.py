"""Removing an org while a worker reads or judges it: the worker ends quietly."""

from collections.abc import Callable

import pytest

from apps.orgs import services as orgs
from apps.orgs.models import Org, RateBucket
from apps.simulator.server import Running
from apps.snapshots import services as snapshots
from apps.snapshots.models import Snapshot
from apps.syncs import services
from apps.syncs.judging import judge
from tests.syncs.worlds import connect, start


def remove(org: Org) -> None:
    orgs.remove_org(Org.objects.get(pk=org.pk), org.name, actor="ada@acme.example")


def run(snapshot: Snapshot, stopping: Callable[[], bool]) -> services.Ending:
    token = snapshots.claim(snapshot.pk)
    assert token is not None
    return services.run_claimed(snapshot.pk, token, stopping=stopping)


@pytest.mark.parametrize("moment", [1, 2, 8, 20])
def test_an_org_can_be_removed_while_it_is_read(okta: Running, moment: int) -> None:
    org = connect(okta)
    snapshot = start(org)
    asked = 0

    def stopping() -> bool:
        nonlocal asked
        asked += 1
        if asked == moment:
            remove(org)
        return False

    assert run(snapshot, stopping) is services.Ending.LOST
    assert not Snapshot.objects.exists()
    assert not RateBucket.objects.exists()


def test_an_org_can_be_removed_while_it_is_judged(okta: Running) -> None:
    org = connect(okta)
    snapshot = start(org)
    token = snapshots.claim(snapshot.pk)
    assert token is not None

    def judge_what_is_gone(gone: Snapshot, keep: Callable[[], None]) -> None:
        remove(org)
        judge(gone, keep)

    ending = services.run_claimed(snapshot.pk, token, judge=judge_what_is_gone)
    assert ending is services.Ending.LOST
    assert not Snapshot.objects.exists()
