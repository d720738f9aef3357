"""The pages of syncs: start, watch, cancel, history."""

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from apps.accounts.models import User
from apps.orgs.models import Org, RateBucket
from apps.snapshots import services as snapshots
from apps.snapshots.models import PartReading, Snapshot
from tests.factories import make_snapshot
from tests.syncs.worlds import start

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}


def as_person(person: User) -> Client:
    client = Client()
    client.force_login(person)
    return client


def address(view: str, org: Org, *arguments: int) -> str:
    return reverse(f"syncs:{view}", args=[org.name, *arguments])


def running(org: Org) -> Snapshot:
    """Return a sync that a worker has begun: one part seen, one being read."""
    snapshot = start(org)
    assert snapshots.claim(snapshot.pk)
    Snapshot.objects.filter(pk=snapshot.pk).update(calls=3, objects_seen=401)
    seen = {"state": "seen", "pages": 2, "objects_seen": 400}
    PartReading.objects.create(snapshot=snapshot, part="applications", **seen)
    PartReading.objects.create(snapshot=snapshot, part="zones")
    RateBucket.objects.create(org=org, bucket="/api/v1/apps", limit=100, taken=2)
    return snapshot


def test_a_contributor_starts_a_sync_and_lands_on_its_page(
    org: Org, contributor: User
) -> None:
    answer = as_person(contributor).post(address("sync_start", org))
    snapshot = Snapshot.objects.get()
    assert snapshot.asked_by == contributor.email
    assert answer.status_code == 302
    assert answer["Location"] == address("sync_detail", org, snapshot.pk)


def test_with_htmx_the_progress_comes_at_once(org: Org, contributor: User) -> None:
    client = as_person(contributor)
    answer = client.post(address("sync_start", org), headers=HTMX)
    assert answer.status_code == 202
    assert "waiting for a worker" in answer.content.decode()
    assert "<html" not in answer.content.decode()


def test_a_second_sync_is_refused_with_a_sentence(org: Org, contributor: User) -> None:
    snapshot = start(org)
    client = as_person(contributor)
    answer = client.post(address("sync_start", org), follow=True)
    page = answer.content.decode()
    assert f"A sync of {org.name} is already running." in page
    assert answer.redirect_chain[0][0] == address("sync_detail", org, snapshot.pk)
    answer = client.post(address("sync_start", org), headers=HTMX)
    assert answer.status_code == 409


@pytest.mark.parametrize("view", ["sync_start", "sync_cancel"])
def test_a_reader_changes_nothing(org: Org, viewer: User, view: str) -> None:
    snapshot = start(org) if view == "sync_cancel" else None
    arguments = [snapshot.pk] if snapshot else []
    answer = as_person(viewer).post(address(view, org, *arguments))
    assert answer.status_code == 403


@pytest.mark.parametrize(
    "view", ["sync_list", "sync_detail", "sync_progress", "org_panel"]
)
def test_strangers_find_nothing_and_readers_see(
    org: Org, viewer: User, outsider: User, view: str
) -> None:
    snapshot = make_snapshot(org)
    arguments = [snapshot.pk] if view in {"sync_detail", "sync_progress"} else []
    path = address(view, org, *arguments)
    assert as_person(outsider).get(path).status_code == 404
    assert as_person(viewer).get(path).status_code in {200, 286}
    assert Client().get(path).status_code == 302


def test_a_sync_of_another_org_is_not_found(
    org: Org, other_org: Org, administrator: User
) -> None:
    snapshot = make_snapshot(other_org)
    path = address("sync_detail", org, snapshot.pk)
    assert as_person(administrator).get(path).status_code == 404


def test_progress_tells_stage_counts_calls_and_budget(org: Org, viewer: User) -> None:
    make_snapshot(org, calls=30)
    snapshot = running(org)
    answer = as_person(viewer).get(address("sync_progress", org, snapshot.pk))
    page = " ".join(answer.content.decode().split())
    assert answer.status_code == 200
    assert 'hx-trigger="every 1s"' in page
    assert "1 of 2 readings done" in page
    assert "3 of about 30" in page
    assert "2 of 50 (50 %)" in page
    assert "<td>400</td>" in page


def test_polling_stops_when_the_sync_has_ended(org: Org, viewer: User) -> None:
    snapshot = make_snapshot(org, state="partial", reason="Not seen: zones.")
    reading = {"part": "zones", "state": "unseen", "reason": "Because."}
    PartReading.objects.create(snapshot=snapshot, **reading)
    client = as_person(viewer)
    answer = client.get(address("sync_progress", org, snapshot.pk))
    assert answer.status_code == 286
    assert "hx-trigger" not in answer.content.decode()
    page = client.get(address("sync_detail", org, snapshot.pk)).content.decode()
    assert "Not seen" in page
    assert "Because." in page


def test_a_queued_sync_is_cancelled_at_once(org: Org, contributor: User) -> None:
    snapshot = start(org)
    answer = as_person(contributor).post(address("sync_cancel", org, snapshot.pk))
    assert answer.status_code == 302
    snapshot.refresh_from_db()
    assert snapshot.state == Snapshot.State.CANCELLED


def test_a_running_sync_is_asked_to_end(org: Org, contributor: User) -> None:
    snapshot = running(org)
    path = address("sync_cancel", org, snapshot.pk)
    page = as_person(contributor).post(path, headers=HTMX).content.decode()
    assert "cancelling" in page
    assert 'type="submit"' not in page


def test_a_sync_that_is_being_judged_is_too_late_to_cancel(
    org: Org, contributor: User
) -> None:
    snapshot = running(org)
    Snapshot.objects.filter(pk=snapshot.pk).update(state="judging")
    path = address("sync_cancel", org, snapshot.pk)
    page = as_person(contributor).post(path, follow=True).content.decode()
    assert "about to end" in page


def test_the_history_is_paged_and_costs_the_same(
    org: Org, viewer: User, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(60):
        make_snapshot(org, calls=84)
    client = as_person(viewer)
    client.get(address("sync_list", org))
    with django_assert_max_num_queries(10):
        page = client.get(address("sync_list", org)).content.decode()
    assert "1 to 50 of 60 syncs" in page


def test_the_panel_is_empty_while_nothing_runs(org: Org, viewer: User) -> None:
    client = as_person(viewer)
    assert client.get(address("org_panel", org)).content == b""
    snapshot = running(org)
    page = client.get(address("org_panel", org)).content.decode()
    assert address("sync_progress", org, snapshot.pk) in page
