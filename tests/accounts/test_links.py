"""One-time links: one at a time, once, for a day, and known by their hash alone."""

import json
from datetime import UTC, datetime, timedelta
from io import StringIO
from typing import Any

import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.test import Client
from pytest_django import Settings

from apps.accounts import services
from apps.accounts.errors import AccountError, AdministratorExistsError, DeadLinkError
from apps.accounts.models import OneTimeLink, Role, User
from apps.accounts.queries import administrators, is_administrator
from apps.audit.models import AuditLine

pytestmark = pytest.mark.django_db
PHRASE = "seven green bicycles"
FORM = {
    "email": "Ada@Acme.example",
    "password": PHRASE,
    "password_again": PHRASE,
}
NOON = datetime(2026, 11, 2, 12, tzinfo=UTC)


def token_of(url: str) -> str:
    return url.rstrip("/").rsplit("/", 1)[1]


def path_of(url: str) -> str:
    return f"/start/{token_of(url)}/"


def test_the_link_stands_on_the_base_address(settings: Settings) -> None:
    settings.BASE_URL = "https://planner.acme.example"
    assert services.admin_link().startswith("https://planner.acme.example/start/")
    assert services.admin_link("http://127.0.0.1:8155/").startswith(
        "http://127.0.0.1:8155/start/"
    )


def test_the_token_itself_is_not_stored() -> None:
    token = token_of(services.admin_link())
    assert token not in str(list(OneTimeLink.objects.values()))
    assert len(OneTimeLink.objects.get().token_hash) == 64


def test_a_new_link_kills_the_older_one(client: Client) -> None:
    older, newer = services.admin_link(), services.admin_link()
    assert client.get(path_of(older)).status_code == 410
    assert client.get(path_of(newer)).status_code == 200


def test_a_link_for_one_person_leaves_that_of_another(viewer: User, lead: User) -> None:
    first = services.password_link("ada", viewer)
    services.password_link("ada", lead)
    assert services.open_link(token_of(first)).user == viewer


def test_opening_the_link_does_not_use_it_up(client: Client) -> None:
    path = path_of(services.admin_link())
    for _ in range(2):
        response = client.get(path)
        assert response.status_code == 200
    assert "no-store" in response["Cache-Control"]
    assert not User.objects.exists()


def test_the_first_administrator_comes_in_by_the_link(client: Client) -> None:
    url = services.admin_link()
    response = client.post(path_of(url), FORM)
    assert response.status_code == 302
    assert response["Location"] == "/"
    person = User.objects.get()
    assert person.email == "ada@acme.example"
    assert person.check_password(PHRASE)
    assert is_administrator(person)
    assert client.get("/settings/people/").status_code == 200
    verbs = list(AuditLine.objects.order_by("seq").values_list("verb", flat=True))
    assert verbs == [
        "administrator.link_created",
        "administrator.created",
        "account.signed_in",
    ]


def test_a_used_link_is_dead(client: Client) -> None:
    path = path_of(services.admin_link())
    client.post(path, FORM)
    for response in (Client().get(path), Client().post(path, FORM)):
        assert response.status_code == 410
        assert "no longer works" in response.content.decode()
    assert User.objects.count() == 1


def test_a_link_of_yesterday_is_dead(client: Client) -> None:
    with time_machine.travel(NOON, tick=False):
        path = path_of(services.admin_link())
    with time_machine.travel(NOON + timedelta(hours=23, minutes=59), tick=False):
        assert client.get(path).status_code == 200
    with time_machine.travel(NOON + timedelta(hours=24), tick=False):
        assert client.get(path).status_code == 410
        assert client.post(path, FORM).status_code == 410
    assert not User.objects.exists()


def test_a_token_that_never_was_is_dead(client: Client) -> None:
    assert client.get("/start/abc/").status_code == 410


def test_a_link_is_used_by_one_of_two_at_once(viewer: User) -> None:
    token = token_of(services.password_link("ada", viewer))
    services.claim_password_link(token, PHRASE)
    with pytest.raises(DeadLinkError):
        services.claim_password_link(token, "another long phrase")
    viewer.refresh_from_db()
    assert viewer.check_password(PHRASE)


def test_a_link_for_a_password_makes_no_administrator(viewer: User) -> None:
    token = token_of(services.password_link("ada", viewer))
    with pytest.raises(DeadLinkError):
        services.claim_admin_link(token, "eve@acme.example", PHRASE)
    assert not administrators().exists()


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"password": "short", "password_again": "short"}, "at least 12 characters"),
        ({"password_again": "another long phrase"}, "The two passwords differ."),
        (
            {"password": "ada@acme.example", "password_again": "ada@acme.example"},
            "too similar",
        ),
        (
            {"password": "password1234", "password_again": "password1234"},
            "too common",
        ),
        (
            {"password": "846201937465", "password_again": "846201937465"},
            "entirely numeric",
        ),
        ({"email": "nobody"}, "valid email address"),
    ],
)
def test_what_cannot_be_taken_gets_a_sentence_and_keeps_the_link(
    client: Client, fields: dict[str, str], sentence: str
) -> None:
    path = path_of(services.admin_link())
    response = client.post(path, {**FORM, **fields})
    text = response.content.decode()
    assert response.status_code == 422
    assert sentence in text
    assert PHRASE not in text
    assert f'value="{fields.get("email", FORM["email"])}"' in text
    assert not User.objects.exists()
    assert client.post(path, FORM).status_code == 302


def test_an_invited_person_joins(client: Client) -> None:
    person = services.invite("ada", "new@acme.example", Role.VIEWER)
    path = path_of(services.password_link("ada", person))
    assert "new@acme.example" in client.get(path).content.decode()
    data = {"password": PHRASE, "password_again": PHRASE}
    assert client.post(path, data).status_code == 302
    person.refresh_from_db()
    assert not person.is_invited
    assert AuditLine.objects.filter(verb="person.joined").count() == 1
    assert client.get("/accounts/sessions/").status_code == 200


def test_whoever_else_was_signed_in_is_signed_out(
    client: Client, viewer: User, lead: User
) -> None:
    client.force_login(lead)
    path = path_of(services.password_link("ada", viewer))
    client.post(path, {"password": PHRASE, "password_again": PHRASE})
    assert client.session["_auth_user_id"] == str(viewer.pk)
    assert AuditLine.objects.filter(verb="person.password_chosen").exists()


def test_who_is_deactivated_gets_no_link(viewer: User) -> None:
    viewer.is_active = False
    with pytest.raises(AccountError, match="Reactivate"):
        services.password_link("ada", viewer)


def test_with_an_administrator_there_is_no_link_to_become_the_first(
    administrator: User,
) -> None:
    with pytest.raises(AdministratorExistsError, match="--again"):
        services.admin_link()
    assert services.admin_link(again=True)


def run(*args: str) -> str:
    out = StringIO()
    call_command("create_admin_link", *args, stdout=out)
    return out.getvalue()


def test_the_command_prints_the_link(client: Client) -> None:
    url = run("--base-url", "http://127.0.0.1:8155").split()[-1]
    assert url.startswith("http://127.0.0.1:8155/start/")
    assert client.get(path_of(url)).status_code == 200


def test_the_command_prints_one_document() -> None:
    document: dict[str, Any] = json.loads(run("--json"))
    assert list(document) == ["schema", "url", "valid_hours"]
    assert document["schema"] == "admin_link/1"


def test_the_command_refuses_where_there_is_an_administrator(
    administrator: User,
) -> None:
    with pytest.raises(CommandError, match="administrator already") as raised:
        run()
    assert raised.value.returncode == 2
    assert "/start/" in run("--again")
