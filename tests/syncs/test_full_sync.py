"""A whole sync of a simulated org over HTTP: what it reads, stores and spends."""

import pytest

from apps.audit.models import AuditLine
from apps.okta.shapes.org import Engine
from apps.simulator.server import Running
from apps.snapshots.models import ObjectVersion, SeenPage, Snapshot
from apps.snapshots.queries import (
    application_pages,
    coverage,
    last_complete_at,
    load_org_snapshot,
    raw_object,
)
from tests.syncs.conftest import Simulate
from tests.syncs.worlds import closed_by, connect, reason_of, sync, written_by

LIST = 200
POLICY_LISTS = {"classic": 4, "identity_engine": 12}  # 6 of them optional types


def pages(okta: Running, kind: str) -> int:
    return max(1, -(-len(okta.world.list(kind)) // LIST))


def planned_calls(okta: Running) -> int:
    """Return the calls of the minimal plan, from what the org really has."""
    store = okta.world.store
    servers = len(store.rows("authorization_servers"))
    server_policies = len(list(store.all("authorization_server_policies")))
    policies = len(list(store.all("policies")))
    brands = len(store.rows("brands"))
    return (
        1  # engine
        + pages(okta, "applications")
        + (1 + servers + server_policies)
        + POLICY_LISTS[okta.world.engine]
        + policies  # the rules of each
        + 1  # authenticators or factors
        + 2  # event hooks, inline hooks
        + (pages(okta, "brands") + brands + 1)  # and domains
        + 4  # features, org, contacts, API tokens
        + pages(okta, "identity_providers")
        + pages(okta, "trusted_origins")
        + pages(okta, "zones")
    )


@pytest.mark.parametrize("engine", ["classic", "identity_engine"])
def test_calls_are_those_of_the_plan(simulate: Simulate, engine: str) -> None:
    okta = simulate(engine=engine, applications=450)
    snapshot = sync(connect(okta))
    assert (snapshot.state, snapshot.reason) == (Snapshot.State.COMPLETE, "")
    assert okta.log.count() == planned_calls(okta)
    assert snapshot.calls == planned_calls(okta)
    assert okta.log.violations == []
    assert okta.log.repeated == []


def test_at_most_five_calls_are_in_flight(simulate: Simulate) -> None:
    okta = simulate(latency_ms=20, servers=8)
    sync(connect(okta))
    assert 2 <= okta.simulation.limits.most_in_flight <= 5


def test_everything_the_org_has_is_stored(simulate: Simulate) -> None:
    okta = simulate(applications=450)
    snapshot = sync(connect(okta))
    kinds = okta.world.store.kinds()
    stored = list(application_pages(snapshot, size=100))
    assert [len(page) for page in stored] == [100, 100, 100, 100, 50]
    for kind in ("zones", "factors", "authorization_server_rules", "policy_rules"):
        assert ObjectVersion.objects.filter(part=kind).count() == kinds[kind]
    one = okta.world.list("applications")[7]
    raw = raw_object(snapshot, "applications", one["id"])
    assert raw is not None
    assert raw["label"] == one["label"]
    assert not SeenPage.objects.exists()


def test_a_classic_org_is_typed_for_probes(okta: Running) -> None:
    org = load_org_snapshot(sync(connect(okta)))
    assert org.engine.value.engine is Engine.CLASSIC
    for server in org.authorization_servers.value:
        for access in org.server_policies_of(server):
            assert org.server_rules_of(server, access)
    for policy in org.sign_on_policies.value + org.routing_policies.value:
        org.rules_of(policy)
    customised = [org.sign_in_page_of(brand) for brand in org.brands.value]
    assert sorted(page is None for page in customised) == [False, True]


def test_parts_of_the_other_engine_are_not_asked_for(okta: Running) -> None:
    snapshot = sync(connect(okta))
    assert not okta.log.count("/api/v1/authenticators")
    assert not snapshot.readings.filter(part="access_policies").exists()
    parts = {entry.part for entry in coverage(snapshot)}
    assert "access_policies" not in parts
    reason = "Only orgs on Identity Engine have this part; it was not asked for."
    assert getattr(load_org_snapshot(snapshot).access_policies, "reason", "") == reason


def test_an_org_without_api_access_management_has_no_servers(
    simulate: Simulate,
) -> None:
    okta = simulate(api_access_management=False)
    snapshot = sync(connect(okta))
    assert snapshot.state == Snapshot.State.COMPLETE
    servers = load_org_snapshot(snapshot).authorization_servers
    assert servers.value == ()
    assert reason_of(snapshot, "authorization_servers")


def test_policy_types_an_org_lacks_are_empty_with_a_note(simulate: Simulate) -> None:
    snapshot = sync(connect(simulate(engine="identity_engine")))
    assert snapshot.state == Snapshot.State.COMPLETE
    assert "ENTITY_RISK" in reason_of(snapshot, "entity_risk_policies")


def test_the_org_takes_over_what_it_states(okta: Running) -> None:
    org = connect(okta, engine="", stated_url="https://old.okta.com")
    snapshot = sync(org)
    org.refresh_from_db()
    assert (org.engine, org.latest_snapshot) == ("classic", snapshot)
    assert org.engine_seen_at is not None
    assert org.upgraded_seen_at is None
    assert org.next_sync_at is not None
    assert set(last_complete_at(org)) >= {"applications", "policy_rules", "engine"}


def test_an_upgrade_is_noted_once(okta: Running) -> None:
    org = connect(okta)
    sync(org)
    okta.world.upgrade()
    snapshot = sync(org)
    org.refresh_from_db()
    assert org.engine == "identity_engine"
    seen = org.upgraded_seen_at
    assert seen is not None
    factors = ObjectVersion.objects.filter(part="factors")
    assert set(factors.values_list("until", flat=True)) == {snapshot.pk}
    sync(org)
    org.refresh_from_db()
    assert org.upgraded_seen_at == seen


def test_an_unchanged_org_writes_no_version(okta: Running) -> None:
    org = connect(okta)
    sync(org)
    again = sync(org)
    assert (written_by(again), closed_by(again)) == (0, 0)
    assert again.objects_seen > 0


def test_a_sync_has_one_line_in_the_audit_trail(okta: Running) -> None:
    snapshot = sync(connect(okta))
    line = AuditLine.objects.get(verb__startswith="sync.")
    assert (line.actor, line.verb) == ("test", "sync.complete")
    assert line.after == {"snapshot": snapshot.pk, "calls": snapshot.calls}
