"""What is forgotten, and what never is."""

from datetime import timedelta

import pytest
from django.utils import timezone

from apps.orgs.models import Org
from apps.snapshots import services
from apps.snapshots.models import ObjectVersion, PartReading, Snapshot
from apps.snapshots.queries import raw_object
from tests.factories import make_snapshot

pytestmark = pytest.mark.django_db


def history(org: Org, days: list[int]) -> list[Snapshot]:
    """Make one snapshot per age in days, oldest first, each with its own version."""
    snapshots: list[Snapshot] = []
    for age in days:
        snapshot = make_snapshot(org)
        created = timezone.now() - timedelta(days=age)
        Snapshot.objects.filter(pk=snapshot.pk).update(created=created)
        PartReading.objects.create(snapshot=snapshot, part="zones", state="seen")
        ObjectVersion.objects.filter(until=None).update(until=snapshot)
        ObjectVersion.objects.create(
            org=org,
            part="zones",
            okta_id="z",
            digest=str(age),
            since=snapshot,
            body=f'{{"age": {age}}}',
        )
        snapshots.append(snapshot)
    return snapshots


def forget(org: Org, *cited: Snapshot, keep_at_least: int = 1) -> int:
    pks = [snapshot.pk for snapshot in cited]
    return services.prune(org, lambda: pks, keep_at_least=keep_at_least)


def test_old_snapshots_are_forgotten_with_what_only_they_showed(org: Org) -> None:
    oldest, older, recent, newest = history(org, [200, 150, 30, 1])
    assert forget(org) == 2
    for snapshot in (oldest, older):
        snapshot.refresh_from_db()
        assert snapshot.pruned_at is not None
        assert not snapshot.readings.exists()
        assert raw_object(snapshot, "zones", "z") is None
    assert raw_object(recent, "zones", "z") == {"age": 30}
    assert raw_object(newest, "zones", "z") == {"age": 1}
    assert forget(org) == 0


def test_what_is_cited_is_spared(org: Org) -> None:
    oldest, older, _newest = history(org, [200, 150, 1])
    assert forget(org, oldest) == 1
    assert raw_object(oldest, "zones", "z") == {"age": 200}
    assert raw_object(older, "zones", "z") is None


def test_the_newest_are_kept_however_old(org: Org) -> None:
    history(org, [400, 300, 200])
    assert forget(org, keep_at_least=3) == 0


def test_a_version_that_is_still_so_outlives_the_snapshot_that_saw_it(org: Org) -> None:
    first, _second = history(org, [400, 1])
    ObjectVersion.objects.create(
        org=org, part="zones", okta_id="same", digest="d", since=first, body='{"a": 1}'
    )
    assert forget(org) == 1
    newest = Snapshot.objects.latest("pk")
    assert raw_object(newest, "zones", "same") == {"a": 1}


def test_citations_are_asked_for_only_when_something_is_old(org: Org) -> None:
    history(org, [2, 1])

    def fail() -> list[int]:
        pytest.fail("nothing is old enough")

    assert services.prune(org, fail, keep_at_least=1) == 0
