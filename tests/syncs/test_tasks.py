"""Doorbells and the sweep: rows decide, messages only ring."""

from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from apps.checklists.models import Step, StepState
from apps.core import clock
from apps.findings.models import Finding
from apps.orgs.models import Org
from apps.simulator.server import Running
from apps.snapshots import services as snapshots
from apps.snapshots.models import Snapshot
from apps.snapshots.services.lifecycle import ATTEMPTS
from apps.syncs import services, tasks
from tests.syncs.worlds import connect, start

State = Snapshot.State


def long_ago() -> object:
    return timezone.now() - timedelta(hours=1)


def test_the_task_runs_a_sync_to_its_end_with_judging(okta: Running) -> None:
    snapshot = start(connect(okta))
    tasks.sync(snapshot.pk)
    snapshot.refresh_from_db()
    assert snapshot.state == State.COMPLETE
    calls = okta.log.count()
    tasks.sync(snapshot.pk)
    assert okta.log.count() == calls


def test_a_message_about_nothing_does_nothing(db: None) -> None:
    tasks.sync(12345)


def test_an_unexpected_error_is_stored_and_tried_again(okta: Running) -> None:
    org = connect(okta)
    snapshot = start(org)
    # More calls than the column holds: an error that no rule of ours expects.
    most = 2**63 - 1 if connection.vendor == "sqlite" else 2**31 - 1
    Snapshot.objects.filter(pk=snapshot.pk).update(calls=most)
    tasks.sync(snapshot.pk)
    snapshot.refresh_from_db()
    assert snapshot.state == State.READING
    assert snapshot.reason.startswith("An error that nobody expected: ")
    assert snapshot.token is None


def test_old_queued_and_orphaned_syncs_are_rung_for(org: Org, other_org: Org) -> None:
    queued, orphaned = start(org), start(other_org)
    assert services.waiting() == []
    Snapshot.objects.filter(pk=queued.pk).update(created=long_ago())
    snapshots.claim(orphaned.pk)
    assert services.waiting() == [queued.pk]
    Snapshot.objects.filter(pk=orphaned.pk).update(lease_until=long_ago())
    assert services.waiting() == [orphaned.pk]  # the queued one was just rung for
    Snapshot.objects.filter(pk=queued.pk).update(lease_until=long_ago())
    assert services.waiting() == [queued.pk, orphaned.pk]


def test_the_schedule_opens_a_sync_and_moves_on(org: Org, other_org: Org) -> None:
    Org.objects.filter(pk=org.pk).update(next_sync_at=long_ago(), sync_every_hours=6)
    (pk,) = services.open_scheduled()
    snapshot = Snapshot.objects.get(pk=pk)
    assert (snapshot.org, snapshot.asked_by) == (org, services.SCHEDULE)
    org.refresh_from_db()
    assert org.next_sync_at is not None
    assert org.next_sync_at > timezone.now() + timedelta(hours=5)
    assert services.open_scheduled() == []


def test_the_schedule_does_not_double_a_running_sync(org: Org) -> None:
    start(org)
    Org.objects.filter(pk=org.pk).update(next_sync_at=long_ago(), sync_every_hours=6)
    assert services.open_scheduled() == []
    assert Snapshot.objects.count() == 1


def test_an_org_synced_by_hand_only_is_left_alone(org: Org) -> None:
    Org.objects.filter(pk=org.pk).update(next_sync_at=long_ago(), sync_every_hours=0)
    assert services.open_scheduled() == []
    org.refresh_from_db()
    assert org.next_sync_at is None


def test_a_sync_that_keeps_dying_fails_with_its_last_reason(org: Org) -> None:
    snapshot = start(org)
    for _ in range(ATTEMPTS):
        token = snapshots.claim(snapshot.pk)
        assert token is not None
        snapshots.stumble(snapshot.pk, token, "An error that nobody expected.")
        Snapshot.objects.filter(pk=snapshot.pk).update(lease_until=long_ago())
    services.end_exhausted()
    snapshot.refresh_from_db()
    assert snapshot.state == State.FAILED
    expected = "Given up after 5 attempts. An error that nobody expected."
    assert snapshot.reason == expected


@pytest.mark.django_db
def test_the_sweep_has_nothing_to_do_on_an_empty_installation() -> None:
    tasks.sweep()


def test_tending_opens_what_a_waiver_no_longer_covers(okta: Running) -> None:
    org = connect(okta)
    tasks.sync(start(org).pk)
    now = timezone.now()
    finding = Finding.objects.create(
        org=org,
        probe="no_routing_rule_uses_iwa",
        subject="rule:0pr1",
        state=Finding.State.WAIVED,
        severity="blocker",
        message="A rule routes to IWA.",
        opened_at=now,
        last_seen_at=now,
    )
    tasks.tend()
    finding.refresh_from_db()
    assert finding.state == Finding.State.OPEN


def test_tending_turns_proof_stale_that_no_sync_renewed(okta: Running) -> None:
    org = connect(okta)
    tasks.sync(start(org).pk)
    proven = Step.objects.filter(org=org, state=StepState.PROVEN).count()
    assert proven
    with clock.at(timezone.now() + timedelta(days=30)):
        tasks.tend()
    assert Step.objects.filter(org=org, state=StepState.STALE).count() == proven
