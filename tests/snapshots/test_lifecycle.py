"""Claims, leases and endings of syncs: what the database allows."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from apps.orgs.models import Org
from apps.snapshots import services
from apps.snapshots.errors import (
    AlreadyRunningError,
    CancelAskedError,
    LeaseLostError,
)
from apps.snapshots.models import ObjectVersion, PartReading, Snapshot
from apps.snapshots.services.lifecycle import ATTEMPTS

pytestmark = pytest.mark.django_db
State = Snapshot.State


def opened(org: Org) -> Snapshot:
    return services.open_snapshot(org, "test")


def expire(snapshot: Snapshot) -> None:
    past = timezone.now() - timedelta(seconds=1)
    Snapshot.objects.filter(pk=snapshot.pk).update(lease_until=past)


def test_an_org_has_one_running_sync(org: Org, other_org: Org) -> None:
    first = opened(org)
    with pytest.raises(AlreadyRunningError, match=org.name):
        opened(org)
    opened(other_org)
    assert services.ask_cancel(first)
    assert opened(org).pk != first.pk


def test_a_queued_sync_is_claimed_once(org: Org) -> None:
    snapshot = opened(org)
    assert services.claim(snapshot.pk) is not None
    assert services.claim(snapshot.pk) is None
    snapshot.refresh_from_db()
    assert (snapshot.state, snapshot.attempt) == (State.READING, 1)
    assert snapshot.started_at is not None


def test_a_sync_whose_lease_ran_out_is_claimed_again(org: Org) -> None:
    snapshot = opened(org)
    first = services.claim(snapshot.pk)
    expire(snapshot)
    second = services.claim(snapshot.pk)
    assert first is not None
    assert second is not None
    with pytest.raises(LeaseLostError):
        services.renew(snapshot.pk, first)
    services.renew(snapshot.pk, second, calls=7)
    snapshot.refresh_from_db()
    assert (snapshot.calls, snapshot.attempt) == (7, 2)


def test_a_sync_given_up_is_free_at_once_and_costs_no_attempt(org: Org) -> None:
    snapshot = opened(org)
    token = services.claim(snapshot.pk)
    assert token is not None
    services.give_up(snapshot.pk, token)
    assert services.claim(snapshot.pk) is not None
    snapshot.refresh_from_db()
    assert snapshot.attempt == 1


def test_a_stumble_keeps_its_reason_and_waits_for_the_lease(org: Org) -> None:
    snapshot = opened(org)
    token = services.claim(snapshot.pk)
    assert token is not None
    services.stumble(snapshot.pk, token, "Why.")
    assert services.claim(snapshot.pk) is None
    snapshot.refresh_from_db()
    assert snapshot.reason == "Why."


def test_attempts_are_bounded(org: Org) -> None:
    snapshot = opened(org)
    for _ in range(ATTEMPTS):
        assert services.claim_exhausted(snapshot.pk) is None
        assert services.claim(snapshot.pk) is not None
        expire(snapshot)
    assert services.claim(snapshot.pk) is None
    assert services.claim_exhausted(snapshot.pk) is not None


def test_cancelling_is_noticed_while_reading_only(org: Org) -> None:
    snapshot = opened(org)
    token = services.claim(snapshot.pk)
    assert token is not None
    assert services.ask_cancel(snapshot)
    with pytest.raises(CancelAskedError):
        services.renew(snapshot.pk, token)
    Snapshot.objects.filter(pk=snapshot.pk).update(state=State.JUDGING)
    services.renew(snapshot.pk, token)
    assert not services.ask_cancel(snapshot)


def test_a_discarded_sync_leaves_no_version_behind(org: Org) -> None:
    snapshot = opened(org)
    token = services.claim(snapshot.pk)
    assert token is not None
    ObjectVersion.objects.create(
        org=org, part="zones", okta_id="z", digest="d", since=snapshot, body="{}"
    )
    PartReading.objects.create(snapshot=snapshot, part="zones")
    services.discard(snapshot.pk, token, State.FAILED, "Because.")
    snapshot.refresh_from_db()
    assert (snapshot.state, snapshot.reason) == (State.FAILED, "Because.")
    assert not ObjectVersion.objects.exists()
    assert snapshot.readings.get().reason == "Because."


def test_only_the_newest_token_ends_a_sync(org: Org) -> None:
    snapshot = opened(org)
    services.claim(snapshot.pk)
    with pytest.raises(LeaseLostError):
        services.end(snapshot.pk, uuid4(), State.COMPLETE, "")
