"""Simulated orgs, connected, and syncs of them without the worker."""

from collections.abc import Callable
from typing import Any

from apps.orgs.credentials import ApiToken, fill
from apps.orgs.models import Credential, Org
from apps.simulator.server import Running
from apps.snapshots import services as snapshots
from apps.snapshots.models import ObjectVersion, Snapshot
from apps.syncs import services
from tests.factories import make_org

Keep = Callable[[], None]


def judge_nothing(snapshot: Snapshot, keep: Keep) -> None:
    """Stand in for judging, where a test is about reading."""
    keep()


def connect(okta: Running, name: str = "simulated", **fields: Any) -> Org:
    """Make the row and the credential of a simulated org; asks it nothing."""
    known = {"okta_id": okta.world.id, "url": okta.origin, "stated_url": ""}
    org = make_org(name, **{**known, **fields})
    credential = Credential(org=org)
    fill(credential, ApiToken(okta.token))
    credential.save()
    return org


def start(org: Org) -> Snapshot:
    return snapshots.open_snapshot(org, "test")


def go_on(snapshot: Snapshot, **options: Any) -> Snapshot:
    """Claim a sync and run it as far as it goes."""
    token = snapshots.claim(snapshot.pk)
    assert token is not None
    services.run_claimed(snapshot.pk, token, **{"judge": judge_nothing, **options})
    return Snapshot.objects.select_related("org").get(pk=snapshot.pk)


def sync(org: Org, **options: Any) -> Snapshot:
    return go_on(start(org), **options)


def reason_of(snapshot: Snapshot, part: str, parent: str = "") -> str:
    return snapshot.readings.get(part=part, parent=parent).reason


def written_by(snapshot: Snapshot) -> int:
    return ObjectVersion.objects.filter(since=snapshot).count()


def closed_by(snapshot: Snapshot) -> int:
    return ObjectVersion.objects.filter(until=snapshot).count()
