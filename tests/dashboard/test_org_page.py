"""The page of one org: what was seen, what was not and why, and what may be done."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from apps.accounts.models import User
from apps.audit.models import AuditLine
from apps.checklists.models import Decision, Evidence, Step
from apps.inventory.models import AuthorizationServer, Brand
from apps.orgs.models import Org
from apps.snapshots.models import Snapshot
from tests.dashboard.test_portfolio import text_of
from tests.dashboard.world import finding, read, unknown_blocker, used

STEP = "org_inventory"
SAID = "The Hub lists nothing that our own list does not have."


def page_of(org: Org) -> str:
    return f"/orgs/{org.name}/"


def unseen(snapshot: Snapshot, part: str, reason: str) -> None:
    snapshot.readings.create(part=part, state="unseen", reason=reason)


def address(org: Org, action: str = "attest", stage: str = STEP) -> str:
    return f"{page_of(org)}steps/org/{stage}/{action}/"


def test_it_says_what_the_org_is_and_how_ready(
    client: Client, viewer: User, org: Org
) -> None:
    used(org)
    finding(org, "high")
    client.force_login(viewer)
    text = text_of(client, page_of(org))
    for word in ("Classic Engine", org.okta_id, "1 open blocker", "1 high", "0 of 1"):
        assert word in text
    assert "Inventory every integration of the org" in text


def test_strangers_get_404(client: Client, viewer: User, other_org: Org) -> None:
    client.force_login(viewer)
    assert client.get(page_of(other_org)).status_code == 404
    assert client.get("/orgs/no-such-org/").status_code == 404


def test_what_was_not_seen_says_why_and_what_it_hides(
    client: Client, viewer: User, org: Org
) -> None:
    snapshot = read(org, state=Snapshot.State.PARTIAL)
    unseen(snapshot, "identity_providers", "The scope okta.idps.read is missing.")
    unknown_blocker(org)
    client.force_login(viewer)
    text = text_of(client, page_of(org))
    assert "No open blocker among what was seen" in text
    assert "Possible blockers that could not be seen" in text
    assert "The scope okta.idps.read is missing." in text
    assert "cannot be answered without it" in text
    assert "0 seen, 1 unseen" in text


def test_an_org_that_was_never_read_says_so(
    client: Client, viewer: User, contributor: User, org: Org
) -> None:
    client.force_login(viewer)
    text = text_of(client, page_of(org))
    assert "Nothing is known of this org yet" in text
    assert "Sync now" not in text
    client.force_login(contributor)
    assert "Sync now" in text_of(client, page_of(org))


def test_buttons_follow_the_role(
    client: Client, viewer: User, lead: User, org: Org
) -> None:
    used(org)
    offered = (f'href="{page_of(org)}settings/"', "Sync now", "Attest or decide")
    client.force_login(viewer)
    text = client.get(page_of(org)).content.decode()
    assert [each for each in offered if each in text] == []
    client.force_login(lead)
    text = client.get(page_of(org)).content.decode()
    assert [each for each in offered if each not in text] == []


def test_servers_and_brands_open_their_raw_reading(
    client: Client, viewer: User, org: Org
) -> None:
    snapshot = read(org)
    server = {"org": org, "status": "ACTIVE"}
    AuthorizationServer.objects.create(okta_id="aus1", name="Partners", **server)
    granted = {"interaction_code": True, "clients": ["ALL_CLIENTS"]}
    AuthorizationServer.objects.create(
        okta_id="aus2", name="People", **server, **granted
    )
    gone = {"gone_at": timezone.now()}
    AuthorizationServer.objects.create(okta_id="aus3", name="Old one", **server, **gone)
    Brand.objects.create(org=org, okta_id="bnd1", name="Acme")
    client.force_login(viewer)
    text = text_of(client, page_of(org))
    assert "Partners active Unknown" in text
    assert "People active Granted all clients" in text
    assert "Old one" not in text
    raw = f"/orgs/{org.name}/snapshots/{snapshot.pk}/raw/brands/bnd1/"
    assert raw in client.get(page_of(org)).content.decode()


def test_steps_stand_in_their_phases_the_next_one_open(
    client: Client, viewer: User, org: Org
) -> None:
    used(org)
    client.force_login(viewer)
    text = text_of(client, page_of(org))
    places = [
        text.index(f"{each} 0 of")
        for each in ("Before the upgrade", "The upgrade", "After the upgrade")
    ]
    assert places == sorted(places)
    assert text.count(" Next Nothing was said") == 1


def test_ten_more_syncs_and_findings_cost_no_query(
    client: Client,
    viewer: User,
    org: Org,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    used(org)
    client.force_login(viewer)
    with django_assert_max_num_queries(40) as few:
        client.get(page_of(org))
    for _ in range(10):
        used_again = read(org)
        finding(org)
        unseen(used_again, "zones", "Okta did not answer.")
    with django_assert_max_num_queries(len(few)):
        client.get(page_of(org))


def test_a_person_attests_a_step_of_the_org_and_takes_it_back(
    client: Client, contributor: User, org: Org
) -> None:
    read(org)
    client.force_login(contributor)
    answer = client.post(address(org), {"attest-note": SAID})
    assert answer.status_code == 302
    assert answer["Location"] == f"{page_of(org)}#step-{STEP}"
    step = Step.objects.get(org=org, stage=STEP)
    assert step.state == "attested"
    assert AuditLine.objects.filter(verb="step.attested", why=SAID).exists()
    text = text_of(client, page_of(org))
    assert f"{contributor.email}: {SAID}" in text
    assert "Counts until" in text
    withdraw = f"decisions/{Decision.objects.get().pk}/withdraw"
    answer = client.post(address(org, withdraw), {"reason": "A hook was missed."})
    assert answer.status_code == 302
    step.refresh_from_db()
    assert step.state != "attested"


@pytest.mark.parametrize(
    ("stage", "message", "why"),
    [
        (STEP, "done", "Say in a sentence what you looked at."),
        (STEP, "x" * 4001, "at most 4000 characters"),
        ("org_delete_iwa_rules", SAID, "No person can prove this step"),
    ],
)
def test_a_refused_attestation_keeps_what_was_typed(  # noqa: PLR0917  # a row a case
    client: Client, contributor: User, org: Org, stage: str, message: str, why: str
) -> None:
    read(org)
    client.force_login(contributor)
    answer = client.post(address(org, stage=stage), {"attest-note": message})
    assert answer.status_code == 422
    text = answer.content.decode()
    assert why in text
    if stage == STEP:
        assert f"{message}</textarea>" in text
    assert not Evidence.objects.filter(witness="person").exists()
    assert not AuditLine.objects.exists()


def test_readers_attest_nothing(
    client: Client, viewer: User, org: Org, other_org: Org
) -> None:
    client.force_login(viewer)
    for action in ("attest", "waive", "not-applicable"):
        assert (
            client.post(address(org, action), {"attest-note": SAID}).status_code == 403
        )
        gone = client.post(address(other_org, action), {"attest-note": SAID})
        assert gone.status_code == 404
    assert not Evidence.objects.exists()


def test_a_running_sync_is_shown_and_no_second_one_offered(
    client: Client, lead: User, org: Org
) -> None:
    read(org)
    Snapshot.objects.create(org=org, state=Snapshot.State.QUEUED, asked_by="lea")
    client.force_login(lead)
    text = text_of(client, page_of(org))
    assert "A sync is running" in text
    assert "Sync now" not in text


def test_an_old_upgrade_has_no_way_back(client: Client, viewer: User, org: Org) -> None:
    org.upgraded_seen_at = timezone.now() - timedelta(days=8)
    org.save()
    read(org)
    client.force_login(viewer)
    assert "rollback until" not in text_of(client, page_of(org))
