"""The pages about people: for administrators alone, and everything in one place."""

from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.core import mail
from django.test import Client
from pytest_django import DjangoAssertNumQueries, Settings

from apps.accounts.models import Membership, OneTimeLink, Role, User
from apps.audit.models import AuditLine
from apps.orgs.models import Org
from tests.factories import make_member

LIST = "/settings/people/"
INVITE = "/settings/people/invite/"
ACTIONS = (
    "role",
    "link",
    "deactivate",
    "reactivate",
    "sessions/end",
    "second-factor/remove",
)


@pytest.fixture
def admin(client: Client, administrator: User) -> Client:
    client.force_login(administrator)
    return client


def detail(person: User) -> str:
    return f"{LIST}{person.pk}/"


@pytest.mark.parametrize("who", ["lead", "contributor", "viewer", "outsider"])
def test_nobody_but_an_administrator_gets_in(
    client: Client, request: pytest.FixtureRequest, who: str
) -> None:
    person = request.getfixturevalue(who)
    client.force_login(person)
    for address in (LIST, INVITE, detail(person)):
        assert client.get(address).status_code == 403
    for action in ACTIONS:
        response = client.post(f"{detail(person)}{action}/", {"role": "administrator"})
        assert response.status_code == 403
    assert client.post(INVITE, {"email": "x@acme.example"}).status_code == 403
    assert not AuditLine.objects.exists()


@pytest.mark.django_db
def test_a_stranger_is_sent_to_sign_in(client: Client, viewer: User) -> None:
    addresses = [LIST, INVITE, detail(viewer)]
    answers = [client.get(address) for address in addresses]
    answers += [client.post(f"{detail(viewer)}{action}/") for action in ACTIONS]
    for response in answers:
        assert response.status_code == 302
        assert response["Location"].startswith("/accounts/login/?next=")


def test_changes_are_no_links(admin: Client, viewer: User) -> None:
    for action in ACTIONS:
        assert admin.get(f"{detail(viewer)}{action}/").status_code == 405


def test_the_list_shows_everybody(admin: Client, viewer: User, lead: User) -> None:
    viewer.is_active = False
    viewer.save()
    User.objects.create_user("new@acme.example")
    Authenticator.objects.create(
        user=lead, type=Authenticator.Type.TOTP, data={"secret": "x"}
    )
    response: Any = admin.get(LIST)
    rows = {row.email: row for row in response.context["page"].rows}
    assert {email: row.state for email, row in rows.items()} == {
        "ada@acme.example": "active",
        "lea@acme.example": "active",
        "new@acme.example": "invited",
        "vic@acme.example": "deactivated",
    }
    assert rows["lea@acme.example"].has_second_factor
    assert [role.where for role in rows["vic@acme.example"].roles] == [
        "acme-production"
    ]
    assert "Administrator" in response.content.decode()


def test_more_people_cost_no_more_queries(
    admin: Client, org: Org, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    admin.get(LIST)
    for n in range(10):
        make_member(f"p{n}@acme.example", Role.VIEWER, org)
    # session, user, own roles; second factors, people, their roles, their orgs
    with django_assert_num_queries(7):
        admin.get(LIST)


def test_a_person_costs_a_fixed_number_of_queries(
    admin: Client, viewer: User, django_assert_max_num_queries: Any
) -> None:
    with django_assert_max_num_queries(10):
        assert admin.get(detail(viewer)).status_code == 200


def test_a_person_that_is_none_is_not_found(admin: Client) -> None:
    assert admin.get(f"{LIST}999/").status_code == 404


def test_inviting_shows_the_link_once(admin: Client, org: Org) -> None:
    data = {"email": "new@acme.example", "role": "contributor", "org": str(org.pk)}
    response: Any = admin.post(INVITE, data)
    assert response.status_code == 200
    url = response.context["url"]
    assert url in response.content.decode()
    assert "sends no mail" in response.content.decode()
    assert mail.outbox == []
    person = User.objects.get(email="new@acme.example")
    assert Membership.objects.get(user=person).org == org
    assert url not in admin.get(detail(person)).content.decode()
    assert Client().get(f"/start/{url.split('/')[-2]}/").status_code == 200


def test_inviting_sends_mail_where_it_can(admin: Client, settings: Settings) -> None:
    settings.EMAIL_HOST = "mail.acme.example"
    response: Any = admin.post(
        INVITE, {"email": "new@acme.example", "role": "viewer", "org": "every"}
    )
    assert "also sent by mail" in response.content.decode()
    [message] = mail.outbox
    assert message.to == ["new@acme.example"]
    assert response.context["url"] in str(message.body)


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"email": "vic@acme.example"}, "already has an account"),
        ({"email": "nobody"}, "valid email address"),
        ({"role": "king"}, "not one of the available choices"),
        ({"org": "999"}, "not one of the available choices"),
        ({"org": ""}, "This field is required."),
        ({"role": "administrator"}, "An administrator is one for every org"),
    ],
)
def test_a_bad_invitation_gets_a_sentence_and_keeps_what_was_typed(
    admin: Client, viewer: User, org: Org, fields: dict[str, str], sentence: str
) -> None:
    data = {
        "email": "new@acme.example",
        "role": "lead",
        "org": str(org.pk),
        **fields,
    }
    response = admin.post(INVITE, data)
    assert response.status_code == 422
    assert sentence in response.content.decode()
    assert f'value="{data["email"]}"' in response.content.decode()
    assert User.objects.count() == 2
    assert not OneTimeLink.objects.exists()


def test_a_role_is_set_and_taken_away(
    admin: Client, viewer: User, org: Org, other_org: Org
) -> None:
    data = {"role": "lead", "org": str(other_org.pk)}
    response = admin.post(f"{detail(viewer)}role/", data, follow=True)
    assert "are changed" in response.content.decode()
    assert "umbra-production" in response.content.decode()
    admin.post(f"{detail(viewer)}role/", {"role": "", "org": str(org.pk)})
    assert Membership.objects.get(user=viewer).org == other_org


def test_the_last_administrator_is_told_why_not(
    admin: Client, administrator: User
) -> None:
    response = admin.post(f"{detail(administrator)}role/", {"role": "", "org": "every"})
    assert response.status_code == 422
    assert "last administrator" in response.content.decode()
    response = admin.post(f"{detail(administrator)}deactivate/", follow=True)
    assert "last administrator" in response.content.decode()
    administrator.refresh_from_db()
    assert administrator.is_active


def test_a_new_link_kills_the_old_one(admin: Client, viewer: User) -> None:
    first: Any = admin.post(f"{detail(viewer)}link/")
    admin.post(f"{detail(viewer)}link/")
    path = f"/start/{first.context['url'].split('/')[-2]}/"
    assert Client().get(path).status_code == 410


def test_a_person_goes_and_comes_back(admin: Client, viewer: User) -> None:
    text = admin.post(f"{detail(viewer)}deactivate/", follow=True).content.decode()
    assert "is deactivated and signed out" in text
    assert "Reactivate" in text
    text = admin.post(f"{detail(viewer)}link/", follow=True).content.decode()
    assert "Reactivate the person first" in text
    text = admin.post(f"{detail(viewer)}reactivate/", follow=True).content.decode()
    assert "can sign in again" in text


def test_sessions_of_a_person_are_ended(admin: Client, viewer: User) -> None:
    theirs = Client(headers={"User-Agent": "Lynx"})
    theirs.force_login(viewer)
    data = {"login": viewer.email, "password": "correct horse battery staple"}
    theirs = Client(headers={"User-Agent": "Lynx"})
    theirs.post("/accounts/login/", data)
    assert "Lynx" in admin.get(detail(viewer)).content.decode()
    response = admin.post(f"{detail(viewer)}sessions/end/", follow=True)
    assert "1 session of vic@acme.example ended." in response.content.decode()
    assert theirs.get("/accounts/sessions/").status_code == 302


def test_a_second_factor_is_removed(admin: Client, viewer: User) -> None:
    Authenticator.objects.create(user=viewer, type=Authenticator.Type.WEBAUTHN, data={})
    assert "passkey" in admin.get(detail(viewer)).content.decode()
    address = f"{detail(viewer)}second-factor/remove/"
    assert "is removed" in admin.post(address, follow=True).content.decode()
    assert "no second factor" in admin.post(address, follow=True).content.decode()
