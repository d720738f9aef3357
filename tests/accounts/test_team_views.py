"""The pages of teams: who opens them, what they count, and what may be done there."""

from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from apps.accounts.models import Role, Team, User
from apps.audit.models import AuditLine
from apps.orgs.models import Org
from tests.factories import make_application, make_member, make_team

LIST = "/settings/teams/"
ACTIONS = ("rename", "members", "remove")


@pytest.fixture
def stores(db: None) -> Team:
    return make_team("Stores")


@pytest.fixture
def member(stores: Team) -> User:
    return make_member("mia@acme.example", Role.CONTRIBUTOR, team=stores)


@pytest.fixture
def team_lead(stores: Team) -> User:
    return make_member("leo@acme.example", Role.LEAD, team=stores)


def address(team: Team, action: str = "") -> str:
    return f"{LIST}{team.name}/" + (f"{action}/" if action else "")


def sign_in(client: Client, person: User) -> Client:
    client.force_login(person)
    return client


def test_a_stranger_is_sent_to_sign_in(client: Client, stores: Team) -> None:
    answers = [client.get(each) for each in (LIST, address(stores))]
    answers += [client.post(address(stores, action)) for action in ACTIONS]
    for answer in answers:
        assert answer.status_code == 302
        assert answer["Location"].startswith("/accounts/login/?next=")


def test_who_is_in_no_team_learns_of_none(
    client: Client, viewer: User, stores: Team
) -> None:
    sign_in(client, viewer)
    assert client.get(LIST).status_code == 403
    assert client.get(address(stores)).status_code == 404
    for action in ACTIONS:
        assert client.post(address(stores, action)).status_code == 404
    assert "Teams" not in client.get("/").content.decode()


def test_a_member_reads_and_changes_nothing(
    client: Client, member: User, stores: Team
) -> None:
    other = make_team("Secret")
    sign_in(client, member)
    text = client.get(LIST).content.decode()
    assert "Stores" in text
    assert "Secret" not in text
    page = client.get(address(stores)).content.decode()
    assert "mia@acme.example" in page
    assert "Set the role" not in page
    assert client.get(address(other)).status_code == 404
    for action in ACTIONS:
        assert client.post(address(stores, action)).status_code == 403
    assert client.post(f"{LIST}create/", {"title": "X"}).status_code == 403
    assert not AuditLine.objects.exists()


def test_a_lead_chooses_the_members_and_nothing_else(
    client: Client, team_lead: User, stores: Team, viewer: User
) -> None:
    sign_in(client, team_lead)
    assert "Set the role" in client.get(address(stores)).content.decode()
    data = {"email": viewer.email, "role": "contributor", "org": "every"}
    response = client.post(address(stores, "members"), data)
    assert response.status_code == 302
    assert stores.memberships.get(user=viewer).role == Role.CONTRIBUTOR
    for action in ("rename", "remove"):
        assert client.post(address(stores, action)).status_code == 403
    assert "person.role_changed" in client.get("/audit/").content.decode()


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        ({"email": "new@acme.example", "role": "viewer"}, "Nobody signs in as"),
        ({"email": "vic@acme.example", "role": "administrator"}, "valid choice"),
        ({"email": "vic@acme.example", "role": "lead", "org": "7777"}, "valid choice"),
        ({"email": "vic", "role": "lead"}, "valid email"),
    ],
)
def test_a_refused_member_is_shown_again_with_the_reason(
    client: Client, team_lead: User, viewer: User, data: dict[str, str], sentence: str
) -> None:
    stores = Team.objects.get()
    sign_in(client, team_lead)
    response = client.post(address(stores, "members"), {"org": "every", **data})
    assert response.status_code == 422
    assert sentence in response.content.decode()
    assert stores.memberships.count() == 1


def test_a_lead_may_leave(client: Client, team_lead: User, stores: Team) -> None:
    sign_in(client, team_lead)
    data = {"email": team_lead.email, "role": "", "org": "every"}
    response = client.post(address(stores, "members"), data)
    assert (response.status_code, response["Location"]) == (302, "/")
    assert client.get(address(stores)).status_code == 404


def test_an_administrator_creates_renames_and_removes(
    client: Client, administrator: User
) -> None:
    sign_in(client, administrator)
    response = client.post(f"{LIST}create/", {"title": "Store Systems"})
    assert response["Location"] == f"{LIST}store-systems/"
    team = Team.objects.get()
    client.post(address(team, "rename"), {"title": "Shops"})
    assert "Shops" in client.get(LIST).content.decode()
    assert client.get(address(team, "remove")).status_code == 200
    wrong = client.post(address(team, "remove"), {"typed_name": "shops"})
    assert wrong.status_code == 422
    assert Team.objects.exists()
    right = client.post(address(team, "remove"), {"typed_name": "store-systems"})
    assert right["Location"] == LIST
    assert not Team.objects.exists()
    assert AuditLine.objects.count() == 3


def test_a_title_twice_is_refused(
    client: Client, administrator: User, stores: Team
) -> None:
    sign_in(client, administrator)
    response = client.post(f"{LIST}create/", {"title": "stores"})
    assert response.status_code == 422
    assert "There is a team stores already." in response.content.decode()
    assert client.post(address(stores, "rename"), {"title": ""}).status_code == 422


def test_a_team_in_use_is_not_removed(
    client: Client, administrator: User, stores: Team, org: Org
) -> None:
    make_application(org, team=stores)
    sign_in(client, administrator)
    response = client.post(address(stores, "remove"), {"typed_name": "stores"})
    assert response.status_code == 422
    assert "still has 1 application" in response.content.decode()


def test_applications_are_counted_as_far_as_one_sees(
    client: Client, stores: Team, org: Org, other_org: Org, administrator: User
) -> None:
    for place, n in ((org, 2), (other_org, 3)):
        for _ in range(n):
            make_application(place, team=stores)
    make_application(org, team=make_team("Other"))
    here = make_member("hal@acme.example", Role.VIEWER, org, stores)

    def count(person: User) -> tuple[int, int]:
        sign_in(client, person)
        listed: Any = client.get(LIST)
        rows = {row.name: row.applications for row in listed.context["page"].rows}
        one: Any = client.get(address(stores))
        return rows["stores"], one.context["page"].applications

    assert count(here) == (2, 2)
    assert count(administrator) == (5, 5)


def test_more_teams_cost_no_more_queries(
    client: Client,
    administrator: User,
    stores: Team,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    sign_in(client, administrator).get(LIST)
    for n in range(10):
        make_member(f"p{n}@acme.example", Role.VIEWER, team=make_team(f"Team {n}"))
    # session, user, own roles; teams, their people, their applications
    with django_assert_num_queries(6):
        client.get(LIST)


def test_the_page_of_a_person_shows_and_takes_roles_of_teams(
    client: Client, administrator: User, member: User, stores: Team
) -> None:
    sign_in(client, administrator)
    page = f"/settings/people/{member.pk}/"
    assert "Stores in every org" in client.get(page).content.decode()
    assert "Stores in every org" in client.get("/settings/people/").content.decode()
    data = {"role": "lead", "org": "every", "team": str(stores.pk)}
    assert client.post(f"{page}role/", data).status_code == 302
    assert member.memberships.get().role == Role.LEAD
    refused = client.post(f"{page}role/", {**data, "role": "administrator"})
    assert refused.status_code == 422
    client.post(f"{page}role/", {**data, "role": ""})
    assert not member.memberships.exists()
