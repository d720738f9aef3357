"""Numbers of the first pages, of findings, facts and raw objects, for a team."""

from typing import Any

import pytest
from django.test import Client

from apps.accounts.models import Role, Team, User
from apps.checklists.services import recompute_org
from apps.findings.models import Finding, ProbeTally
from apps.inventory.models import Application
from apps.orgs.models import Org
from apps.probes.registry import PROBES
from apps.snapshots.models import ObjectVersion, PartReading, Snapshot
from tests.factories import NOW, make_application, make_member, make_snapshot, make_team

PER_APPLICATION = next(one.id for one in PROBES.values() if one.is_per_application)
OF_ORG = "no_routing_rule_uses_iwa"


@pytest.fixture
def stores(db: None) -> Team:
    return make_team("Stores")


@pytest.fixture
def member(stores: Team) -> User:
    return make_member("mia@acme.example", Role.CONTRIBUTOR, team=stores)


@pytest.fixture
def snapshot(org: Org, stores: Team) -> Snapshot:
    """One application of the stores, two of others; findings of each and of the org."""
    snapshot = make_snapshot(org, objects_seen=4711)
    make_application(org, "Ours", team=stores, model="redirect", okta_id="0oaours")
    for n in range(2):
        row = make_application(
            org, f"Theirs {n}", model="redirect", okta_id=f"0oatheirs{n}"
        )
        make_finding(org, PER_APPLICATION, row)
    make_finding(org, PER_APPLICATION, Application.objects.get(label="Ours"))
    make_finding(org, OF_ORG, None)
    recompute_org(org)
    return snapshot


def make_finding(org: Org, probe: str, about: Application | None) -> Finding:
    subject = f"application:{about.okta_id}" if about else "rule:1"
    return Finding.objects.create(
        org=org,
        application=about,
        probe=probe,
        subject=subject,
        severity="blocker",
        message=f"Wrong with {about or 'the org'}.",
        opened_at=NOW,
        last_seen_at=NOW,
    )


def page_of(client: Client, person: User, address: str) -> Any:
    client.force_login(person)
    response: Any = client.get(address)
    assert response.status_code == 200, address
    return response.context["page"]


@pytest.mark.usefixtures("snapshot")
def test_the_first_page_counts_the_teams_own_and_the_orgs(
    client: Client, member: User, viewer: User
) -> None:
    mine = page_of(client, member, "/").sections[0]
    assert (mine.applications, mine.blockers) == (1, 2)
    whole = page_of(client, viewer, "/").sections[0]
    assert (whole.applications, whole.blockers) == (3, 4)
    assert whole.steps_total > mine.steps_total > 0


@pytest.mark.usefixtures("snapshot")
def test_the_org_page_and_list_count_the_same(
    client: Client, member: User, viewer: User, org: Org
) -> None:
    mine = page_of(client, member, f"/orgs/{org.name}/")
    assert (mine.applications, mine.blockers) == (1, 2)
    assert {line.total for line in mine.stages} == {1}
    whole = page_of(client, viewer, f"/orgs/{org.name}/")
    assert (whole.applications, whole.blockers) == (3, 4)
    assert len(mine.steps) == len(whole.steps) > 0
    (line,) = page_of(client, member, "/orgs/").lines
    assert (line.applications, line.blockers) == (1, 2)


@pytest.mark.usefixtures("snapshot")
def test_how_many_objects_a_sync_read_is_for_the_whole_org(
    client: Client, member: User, viewer: User, org: Org, snapshot: Snapshot
) -> None:
    PartReading.objects.create(
        snapshot=snapshot, part="applications", state="seen", objects_seen=815, pages=5
    )
    pages = [f"/orgs/{org.name}/", f"/orgs/{org.name}/syncs/"]
    pages.append(f"/orgs/{org.name}/syncs/{snapshot.pk}/")
    for person, is_told in ((member, False), (viewer, True)):
        client.force_login(person)
        for address in pages:
            text = client.get(address).content.decode().replace(",", "")
            assert ("4711" in text) == is_told, address
        assert ("815" in client.get(pages[-1]).content.decode()) == is_told


@pytest.mark.usefixtures("snapshot")
def test_findings_are_listed_and_counted_for_the_team(
    client: Client, member: User, viewer: User
) -> None:
    assert page_of(client, member, "/findings/").listing.total == 2
    assert page_of(client, viewer, "/findings/").listing.total == 4
    theirs = Finding.objects.get(application__label="Theirs 0")
    client.force_login(member)
    assert client.get(f"/findings/{theirs.pk}/").status_code == 404
    assert client.post(f"/findings/{theirs.pk}/waivers/ask/").status_code == 404


@pytest.mark.usefixtures("snapshot")
def test_what_is_found_of_the_org_is_read_and_decided_by_the_org(
    client: Client, member: User
) -> None:
    shared = Finding.objects.get(application=None)
    ours = Finding.objects.get(application__label="Ours")
    client.force_login(member)
    assert client.get(f"/findings/{shared.pk}/").status_code == 200
    assert client.post(f"/findings/{shared.pk}/waivers/ask/").status_code == 403
    assert client.post(f"/findings/{ours.pk}/waivers/ask/").status_code == 422


@pytest.mark.usefixtures("snapshot")
def test_facts_count_the_teams_applications_and_quote_none(
    client: Client, member: User, viewer: User, org: Org, stores: Team
) -> None:
    for team, n in ((stores, 1), (None, 2)):
        ProbeTally.objects.create(
            org=org, team=team, probe=PER_APPLICATION, outcome="failed", n=n,
            message="Theirs 0 is wrong.",
        )  # fmt: skip
    ProbeTally.objects.create(
        org=org, probe=OF_ORG, outcome="failed", n=1, message="A rule is wrong."
    )
    address = f"/orgs/{org.name}/limitations/"

    def failures(person: User) -> set[int]:
        groups = page_of(client, person, address).groups
        answers = [line.answer for group in groups for line in group.lines]
        mine = [one for one in answers if PER_APPLICATION in one.row.probes]
        return {one.failures for one in mine if one.outcome == "failed"}

    assert failures(member) == {1}
    assert "Theirs" not in client.get(address).content.decode()
    assert "A rule is wrong." in client.get(address).content.decode()
    assert failures(viewer) == {3}
    assert "Theirs 0 is wrong. And 2 more." in client.get(address).content.decode()


def test_raw_objects_and_changes_are_bounded(
    client: Client, member: User, viewer: User, org: Org, snapshot: Snapshot
) -> None:
    newer = make_snapshot(org)
    for okta_id in ("0oaours", "0oatheirs0"):
        ObjectVersion.objects.create(
            org=org, part="applications", okta_id=okta_id, digest=okta_id,
            since=newer, body=f'{{"id": "{okta_id}", "label": "L {okta_id}"}}',
        )  # fmt: skip
    compare = f"/orgs/{org.name}/compare/"
    raw = f"/orgs/{org.name}/snapshots/{newer.pk}/raw/applications"
    mine = page_of(client, member, compare)
    assert [row.change.okta_id for row in mine.listing] == ["0oaours"]
    assert [count.added for count in mine.counts] == [1]
    assert client.get(f"{raw}/0oaours/").status_code == 200
    assert client.get(f"{raw}/0oatheirs0/").status_code == 404
    whole = page_of(client, viewer, compare)
    assert [count.added for count in whole.counts] == [2]
    assert client.get(f"{raw}/0oatheirs0/").status_code == 200


@pytest.mark.usefixtures("snapshot")
def test_whoever_has_no_application_in_an_org_does_not_learn_of_it(
    client: Client, org: Org
) -> None:
    stranger = make_member("sam@acme.example", Role.LEAD, team=make_team("Others"))
    client.force_login(stranger)
    assert client.get(f"/orgs/{org.name}/").status_code == 404
    assert org.name not in client.get("/").content.decode()
    assert client.post(f"/orgs/{org.name}/syncs/start/").status_code == 404


@pytest.mark.usefixtures("snapshot")
def test_a_team_does_not_change_the_org(client: Client, org: Org) -> None:
    person = make_member("leo@acme.example", Role.LEAD, team=Team.objects.get())
    client.force_login(person)
    assert client.get(f"/orgs/{org.name}/settings/").status_code == 403
    assert client.post(f"/orgs/{org.name}/syncs/start/").status_code == 403
    assert client.get("/orgs/connect/").status_code == 403
