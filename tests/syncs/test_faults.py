"""Every fault becomes unseen with its reason, never an empty list."""

import pytest

from apps.okta.seen import Unseen
from apps.orgs.limiter import DbGate
from apps.simulator.access import read_scopes
from apps.simulator.server import Running
from apps.snapshots.models import ObjectVersion, PartReading, Snapshot
from apps.snapshots.queries import coverage, load_org_snapshot
from tests.syncs.conftest import Simulate
from tests.syncs.worlds import (
    connect,
    go_on,
    reason_of,
    start,
    sync,
    written_by,
)

ZONES = "/api/v1/zones"


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        ("server_error", "failed to answer"),
        ("unavailable", "failed to answer"),
        ("drop", "closed"),
        ("truncate", "cut"),
        ("html", "web page"),
        ("invalid_json", "not valid JSON"),
        ("forbidden", "okta.networkZones.read"),
        ("redirect", "redirects"),
        ("apache_404", "no Okta org"),
    ],
)
def test_a_fault_leaves_its_part_unseen_with_the_reason(
    okta: Running, kind: str, said: str
) -> None:
    okta.faults.add(kind, path=ZONES)
    snapshot = sync(connect(okta))
    assert snapshot.state == Snapshot.State.PARTIAL
    assert snapshot.reason == "Not seen: zones."
    assert said in reason_of(snapshot, "zones")
    assert isinstance(load_org_snapshot(snapshot).zones, Unseen)
    assert not ObjectVersion.objects.filter(part="zones").exists()
    unseen = [entry.part for entry in coverage(snapshot) if not entry.seen]
    assert unseen == ["zones"]


def test_a_next_page_on_another_host_is_not_followed(simulate: Simulate) -> None:
    okta = simulate(applications=450)
    okta.faults.add("foreign_next", path="/api/v1/apps")
    snapshot = sync(connect(okta))
    assert "attacker.invalid" in reason_of(snapshot, "applications")
    assert not ObjectVersion.objects.filter(part="applications").exists()


@pytest.mark.parametrize("kind", ["server_error", "drop", "truncate", "rate_limit"])
def test_what_passes_is_tried_again(okta: Running, kind: str) -> None:
    okta.faults.add(kind, path=ZONES, times=1, seconds=1)
    snapshot = sync(connect(okta))
    assert snapshot.state == Snapshot.State.COMPLETE
    assert snapshot.calls == okta.log.count()


def test_missing_rate_headers_do_no_harm(okta: Running) -> None:
    okta.faults.add("no_rate_headers", path="/api/v1/(zones|brands|apps)")
    assert sync(connect(okta)).state == Snapshot.State.COMPLETE


def test_what_hangs_on_an_unseen_part_is_unseen_with_it(okta: Running) -> None:
    okta.faults.add("forbidden", path=r"/api/v1/authorizationServers\?")
    snapshot = sync(connect(okta))
    entries = {entry.part: entry for entry in coverage(snapshot)}
    assert not entries["authorization_servers"].seen
    assert not entries["authorization_server_policies"].seen
    assert "hangs on" in entries["authorization_server_rules"].reason


def test_one_parent_may_be_unseen_alone(okta: Running) -> None:
    server = okta.world.list("authorization_servers")[0]["id"]
    okta.faults.add("forbidden", path=f"/{server}/policies")
    snapshot = sync(connect(okta))
    entries = {entry.part: entry for entry in coverage(snapshot)}
    assert not entries[f"authorization_server_policies/{server}"].seen
    org = load_org_snapshot(snapshot)
    assert isinstance(org.authorization_server_policies[server], Unseen)
    assert len(org.authorization_server_policies) == 3


def test_a_missing_scope_is_named(okta: Running) -> None:
    narrow = read_scopes() - {"okta.brands.read"}
    okta.simulation.access.add_token("default", okta.token, narrow)
    snapshot = sync(connect(okta))
    assert snapshot.state == Snapshot.State.PARTIAL
    assert "okta.brands.read" in reason_of(snapshot, "brands")


def test_a_token_revoked_half_way_ends_every_further_call(simulate: Simulate) -> None:
    okta = simulate(applications=450)
    okta.faults.add("slow", path="after=", milliseconds=300)
    org = connect(okta)
    snapshot = start(org)

    def stopping() -> bool:
        read = snapshot.readings.filter(part="zones", state="seen").exists()
        okta.simulation.access.tokens["default"].revoked = read
        return False

    snapshot = go_on(snapshot, stopping=stopping)
    assert snapshot.state == Snapshot.State.PARTIAL
    unseen = snapshot.readings.filter(state=PartReading.State.UNSEEN)
    assert unseen.filter(part="applications").exists()
    assert len(set(unseen.values_list("reason", flat=True))) == 1
    assert sum(entry.status == 401 for entry in okta.log.entries) <= 10


def test_a_refused_credential_fails_the_sync_and_keeps_the_last_one(
    okta: Running,
) -> None:
    org = connect(okta)
    good = sync(org)
    okta.simulation.access.tokens["default"].revoked = True
    failed = sync(org)
    assert failed.state == Snapshot.State.FAILED
    assert failed.reason.startswith("Nothing but the engine could be read. ")
    assert written_by(failed) == 0
    org.refresh_from_db()
    assert org.latest_snapshot == good


def test_an_unreadable_engine_fails_the_sync(okta: Running) -> None:
    okta.faults.add("html", path="okta-organization")
    snapshot = sync(connect(okta))
    assert snapshot.state == Snapshot.State.FAILED
    assert "web page" in snapshot.reason
    assert not okta.log.count("/api/v1")


def test_an_address_that_became_another_org_fails_the_sync(okta: Running) -> None:
    snapshot = sync(connect(okta, okta_id="00oANOTHER"))
    assert snapshot.state == Snapshot.State.FAILED
    assert "00oANOTHER was connected" in snapshot.reason


def test_an_org_out_of_reach_is_not_asked_for_every_part(okta: Running) -> None:
    okta.faults.add("drop", path="/api/v1")
    snapshot = sync(connect(okta))
    assert snapshot.state == Snapshot.State.FAILED
    assert okta.log.count("/api/v1") <= 40


def test_an_org_without_a_credential_fails_with_a_sentence(okta: Running) -> None:
    org = connect(okta)
    org.credentials.all().delete()
    snapshot = sync(org)
    assert (snapshot.state, snapshot.attempt) == (Snapshot.State.FAILED, 1)
    assert "no credential" in snapshot.reason


def test_the_gate_of_an_org_is_shared_by_its_syncs(okta: Running) -> None:
    org = connect(okta)
    sync(org)
    bucket = org.buckets.get(bucket="/api/v1")
    assert bucket.limit == 1_000_000
    assert DbGate(org.pk, 50) is not None
