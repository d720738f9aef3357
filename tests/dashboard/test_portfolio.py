"""The portfolio: what needs attention, the road, and counts that leak nothing."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from apps.accounts.models import Role, User
from apps.orgs.models import EngineName, Environment, Org
from apps.snapshots.models import Snapshot
from tests.dashboard.world import (
    ending_waiver,
    finding,
    read,
    steps,
    unknown_blocker,
    used,
)
from tests.factories import make_org

UPGRADED = EngineName.IDENTITY_ENGINE


def text_of(client: Client, address: str = "/") -> str:
    text = re.sub(r"<[^>]+>", " ", client.get(address).content.decode())
    return re.sub(r"\s+", " ", text).replace(" :", ":")


def test_a_new_installation_offers_an_org_and_the_demo(
    client: Client, administrator: User
) -> None:
    client.force_login(administrator)
    text = text_of(client)
    assert "Connect an org" in text
    assert "Explore the demo" in text


def test_whoever_has_no_role_is_told_so(
    client: Client, outsider: User, org: Org
) -> None:
    used(org)
    client.force_login(outsider)
    text = text_of(client)
    assert "No org is shown to you" in text
    assert "Connect an org" not in text
    assert org.name not in text


def test_counts_leave_out_the_orgs_of_others(
    client: Client, viewer: User, org: Org, other_org: Org
) -> None:
    used(org)
    used(other_org)
    client.force_login(viewer)
    text = text_of(client)
    assert other_org.name not in text
    assert "Orgs on Identity Engine 0 of 1" in text
    assert "Open blockers 1 " in text
    assert "Applications done 0 of 1" in text
    assert "Steps settled 1 of 3" in text
    assert "2 unknown: not seen yet" in text


def test_orgs_stand_in_upgrade_order(client: Client, administrator: User) -> None:
    make_org("a-production", environment=Environment.PRODUCTION)
    make_org("b-sandbox", environment=Environment.SANDBOX)
    make_org("c-preview", environment=Environment.PREVIEW, engine=UPGRADED)
    client.force_login(administrator)
    for address in ("/", "/orgs/"):
        text = text_of(client, address)
        places = [text.rindex(each) for each in ("c-preview", "b-sandbox", "a-product")]
        assert places == sorted(places)
    assert "Preview 1 of 1 on Identity Engine" in text_of(client)


def test_what_was_never_read_is_unknown_and_not_nothing(
    client: Client, viewer: User, org: Org
) -> None:
    client.force_login(viewer)
    text = text_of(client)
    assert "Open blockers unknown" in text
    assert "Applications done unknown" in text
    assert "Steps settled unknown" in text
    assert "1 never synced" in text
    assert f"{org.name}: never synced, so nothing is known yet" in text
    assert "Never synced: nothing is known yet" in text
    assert "0 %" not in text
    assert "No blocker" not in text
    listed = text_of(client, "/orgs/")
    assert "unknown" in listed
    assert "no blocker" not in listed


def test_ready_needs_every_blocker_seen(client: Client, viewer: User, org: Org) -> None:
    read(org)
    client.force_login(viewer)
    assert "No blocker: ready to be scheduled" in text_of(client)
    unknown_blocker(org)
    text = text_of(client)
    assert "ready to be scheduled" not in text
    assert "1 possible blocker not seen" in text
    assert f"{org.name}: 1 possible blocker could not be seen" in text
    assert "1 possible blocker not seen" in text_of(client, "/orgs/")


def test_nothing_to_do_is_said(client: Client, viewer: User, org: Org) -> None:
    read(org)
    client.force_login(viewer)
    assert "Nothing: no open blocker" in text_of(client)


def test_each_reason_for_attention_is_named_gravest_first(
    client: Client, lead: User, org: Org
) -> None:
    org.upgraded_seen_at = timezone.now() - timedelta(days=2, minutes=1)
    org.save()
    read(org, state=Snapshot.State.PARTIAL)
    finding(org)
    finding(org, state="resolved")
    steps(org, reopened=2, stale=1)
    ending_waiver(org, lead)
    ending_waiver(org, lead, days=30)
    unknown_blocker(org)
    client.force_login(lead)
    text = text_of(client)
    said = [
        "1 open blocker before the upgrade",
        "2 steps reopened: a newer reading denies what was proven",
        "a rollback can be asked for 4 days more",
        "proof of 1 step is stale: sync again",
        "1 waiver ends within two weeks",
        "1 possible blocker could not be seen",
        "the last sync could not see every part",
    ]
    places = [text.index(f"{org.name}: {each}") for each in said]
    assert places == sorted(places)


@pytest.mark.parametrize(
    ("ago", "said"),
    [
        (timedelta(hours=1), "a rollback can be asked for 6 days more"),
        (timedelta(days=6, hours=20), "a rollback can be asked for 3 hours more"),
        (timedelta(days=7), ""),
    ],
)
def test_the_rollback_window_counts_down_and_closes(
    client: Client, viewer: User, org: Org, ago: timedelta, said: str
) -> None:
    org.engine = UPGRADED
    org.upgraded_seen_at = timezone.now() - ago
    org.save()
    read(org)
    client.force_login(viewer)
    text = text_of(client)
    assert said in text
    assert ("a rollback can be asked for" in text) is (said != "")
    assert ("Rollback closes in" in text) is (said != "")
    page = text_of(client, f"/orgs/{org.name}/")
    assert ("request for a rollback until it closes" in page) is (said != "")


def test_the_demo_is_never_counted_with_real_orgs(
    client: Client, viewer: User, org: Org
) -> None:
    used(org)
    demo = make_org("demo-preview", is_demo=True)
    viewer.memberships.create(org=demo, role=Role.VIEWER)
    used(demo)
    client.force_login(viewer)
    text = text_of(client)
    assert text.count("Open blockers 1 ") == 2
    assert text.count("Orgs on Identity Engine 0 of 1") == 2
    assert text.index(f"{org.name}:") < text.index("This is the demo company")
    assert text.index("This is the demo company") < text.index(f"{demo.name}:")


def test_the_stages_say_how_far_each_org_is(
    client: Client, viewer: User, org: Org
) -> None:
    read(org)
    steps(org, "redirect_retest", proven=3, not_started=1)
    steps(org, "redirect_policies", unknown=4)
    steps(org, "redirect_confirm_model", reopened=1, proven=9)
    client.force_login(viewer)
    text = client.get("/").content.decode()
    assert 'title="4 steps: 3 proven, 1 not started">3/4' in text
    assert re.search(r'class="heat-unknown"\s+title="4 steps: 4 unknown">0/4', text)
    assert re.search(r'class="heat-red"[^>]*>9/10', text)


def test_ten_more_orgs_cost_no_query(
    client: Client,
    administrator: User,
    org: Org,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    used(org)
    client.force_login(administrator)
    for address in ("/", "/orgs/"):
        with django_assert_max_num_queries(9) as few:  # 3: session, person, roles
            client.get(address)
        for _ in range(10):
            used(make_org())
        with django_assert_max_num_queries(len(few)):
            client.get(address)


def test_it_is_only_read(client: Client, viewer: User) -> None:
    assert client.get("/")["Location"].startswith("/accounts/login/")
    client.force_login(viewer)
    for address in ("/", "/orgs/"):
        assert client.post(address).status_code == 405
