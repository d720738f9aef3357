"""What a second sync sees: added, removed, changed, and what it may not conclude."""

from typing import Any

from apps.simulator.server import Running
from apps.snapshots.differences import Change
from apps.snapshots.models import ObjectVersion, PartState
from apps.snapshots.queries import compare, describe, raw_object
from tests.syncs.conftest import Simulate
from tests.syncs.worlds import closed_by, connect, sync, written_by


def ids(okta: Running, kind: str) -> list[str]:
    return [each["id"] for each in okta.world.list(kind)]


def test_added_removed_and_changed_objects_are_told_apart(okta: Running) -> None:
    org = connect(okta)
    older = sync(org)
    edited, removed, *_ = ids(okta, "applications")
    before = okta.world.get("applications", edited)
    okta.world.edit("applications", edited, {"label": "New label"})
    okta.world.remove("applications", removed)
    okta.world.put("applications", {**before, "id": "0oaNEW00000000001d7"})
    newer = sync(org)
    comparison = compare(older, newer)
    found = {(each.okta_id, each.kind) for each in comparison.changes}
    assert found == {
        (edited, Change.CHANGED),
        (removed, Change.REMOVED),
        ("0oaNEW00000000001d7", Change.ADDED),
    }
    assert comparison.not_compared == ()
    assert comparison.counts["applications"] == dict.fromkeys(Change, 1)
    assert raw_object(older, "applications", removed) is not None
    assert raw_object(newer, "applications", removed) is None
    (described,) = describe(comparison.of("applications", "changed"))
    assert described.label == "New label"
    assert {each.pointer for each in described.differences} >= {"/label"}


def test_what_hangs_on_a_removed_object_is_removed_with_it(okta: Running) -> None:
    org = connect(okta)
    sync(org)
    server = ids(okta, "authorization_servers")[0]
    okta.world.remove("authorization_servers", server)
    sync(org)
    left = ObjectVersion.objects.filter(until=None, parent__startswith=server)
    assert not left.exists()
    others = ObjectVersion.objects.filter(until=None, part="authorization_server_rules")
    assert others.count() == 8


def test_a_part_read_by_half_closes_no_version(simulate: Simulate) -> None:
    okta = simulate(applications=450)
    org = connect(okta)
    older = sync(org)
    for gone in ids(okta, "applications")[:5]:
        okta.world.remove("applications", gone)
    okta.world.edit("applications", ids(okta, "applications")[0], {"label": "New"})
    okta.faults.add("server_error", path="/api/v1/apps.*after=")
    newer = sync(org)
    assert newer.state == "partial"
    mine = ObjectVersion.objects.filter(part="applications")
    assert mine.filter(until=None).count() == 450
    assert not mine.filter(since=newer).exists()
    comparison = compare(older, newer)
    assert comparison.of("applications") == []
    assert [each.part for each in comparison.not_compared] == ["applications"]
    okta.faults.clear()
    assert closed_by(sync(org)) == 6


def test_children_of_an_unseen_part_stay_as_they_were(okta: Running) -> None:
    org = connect(okta)
    sync(org)
    before = PartState.objects.get(org=org, part="authorization_server_rules")
    okta.faults.add("forbidden", path=r"/api/v1/authorizationServers\?")
    snapshot = sync(org)
    assert closed_by(snapshot) == 0
    after = PartState.objects.get(org=org, part="authorization_server_rules")
    assert after.last_complete_at == before.last_complete_at
    zones = PartState.objects.get(org=org, part="zones")
    assert zones.last_complete_at == snapshot.seen_at


def test_another_order_of_keys_is_no_change(okta: Running) -> None:
    org = connect(okta)
    sync(org)
    for each in ids(okta, "zones"):
        zone = okta.world.get("zones", each)
        okta.world.put("zones", dict(reversed(zone.items())))
    again = sync(org)
    assert (written_by(again), closed_by(again)) == (0, 0)


def test_changed_and_changed_back_is_no_difference(okta: Running) -> None:
    org = connect(okta)
    older = sync(org)
    row = okta.world.list("zones")[1]
    zone = okta.world.get("zones", row["id"])
    okta.world.edit("zones", zone["id"], {"name": "Other"})
    middle = sync(org)
    okta.world.put("zones", zone)
    newer = sync(org)
    assert len(compare(older, middle).changes) == 1
    assert len(compare(middle, newer).changes) == 1
    assert compare(older, newer).changes == ()


def test_an_unknown_shape_is_kept_and_shown_as_such(okta: Running) -> None:
    org = connect(okta)
    odd: dict[str, Any] = {"id": "0oaODD00000000001d7", "label": 7, "signOnMode": "NEW"}
    okta.world.put("applications", odd)
    snapshot = sync(org)
    assert snapshot.state == "complete"
    assert snapshot.readings.get(part="applications").problems == 1
    assert raw_object(snapshot, "applications", odd["id"]) == odd


def test_an_unknown_shape_in_a_bounded_part_makes_the_part_unseen(
    okta: Running,
) -> None:
    org = connect(okta)
    okta.world.put("event_hooks", {"id": "whoODD", "name": ["x"]})
    snapshot = sync(org)
    assert snapshot.state == "partial"
    assert "event_hooks" in snapshot.reason
    assert raw_object(snapshot, "event_hooks", "whoODD") is not None
