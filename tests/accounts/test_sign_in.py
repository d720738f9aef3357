"""Signing in: locks after failures, says how long, and nobody signs up."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.contrib.sessions.models import Session
from django.core import mail
from django.test import Client
from pytest_django import Settings

from apps.accounts import services
from apps.accounts.models import User
from apps.accounts.rules import wait_sentence
from apps.audit.models import AuditLine
from tests.factories import PASSWORD, make_user

LOGIN = "/accounts/login/"
NOON = datetime(2026, 11, 2, 12, tzinfo=UTC)
WRONG = "not the password"


def try_in(
    client: Client, email: str, password: str = WRONG, address: str = "10.0.0.1"
) -> Any:
    data = {"login": email, "password": password}
    return client.post(LOGIN, data, REMOTE_ADDR=address)


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(0, "1 minute,"), (60, "1 minute,"), (61, "2 minutes,"), (900, "15 minutes,")],
)
def test_the_wait_is_said_in_whole_minutes(seconds: float, words: str) -> None:
    assert f"Wait {words}" in wait_sentence(seconds)


def test_a_person_signs_in_with_the_address(client: Client, viewer: User) -> None:
    response = try_in(client, "VIC@acme.example", PASSWORD)
    assert response.status_code == 302
    assert response["Location"] == "/"
    verbs = AuditLine.objects.values_list("verb", "actor")
    assert list(verbs) == [("account.signed_in", "vic@acme.example")]


def test_a_wrong_password_and_an_unknown_address_sound_alike(
    client: Client, viewer: User
) -> None:
    known = try_in(client, viewer.email).content.decode()
    unknown = try_in(client, "who@acme.example").content.decode()
    for text in (known, unknown):
        assert "E-mail address or password is not right." in text
    assert WRONG not in known


def test_the_page_leads_on_to_where_one_wanted_to_go(
    client: Client, administrator: User
) -> None:
    response = client.post(
        f"{LOGIN}?next=/settings/people/",
        {"login": administrator.email, "password": PASSWORD},
    )
    assert response["Location"] == "/settings/people/"


def test_the_page_leads_to_no_other_host(client: Client, viewer: User) -> None:
    response = client.post(
        f"{LOGIN}?next=https://evil.example/",
        {"login": viewer.email, "password": PASSWORD},
    )
    assert response["Location"] == "/"


def test_after_five_failures_the_account_is_locked_also_for_the_right_password(
    client: Client, viewer: User
) -> None:
    with time_machine.travel(NOON, tick=False) as clock:
        for _ in range(5):
            assert "is not right" in try_in(client, viewer.email).content.decode()
        clock.shift(timedelta(minutes=3))
        text = try_in(client, viewer.email, PASSWORD).content.decode()
        assert "Too many failed sign-ins. Wait 12 minutes, then try again." in text
        clock.shift(timedelta(minutes=12))
        assert try_in(client, viewer.email, PASSWORD).status_code == 302


def test_the_lock_of_an_account_holds_from_every_address(
    client: Client, viewer: User
) -> None:
    for n in range(5):
        try_in(client, viewer.email, address=f"10.0.1.{n}")
    text = try_in(client, viewer.email, PASSWORD, "10.9.9.9").content.decode()
    assert "Too many failed sign-ins" in text


def test_the_lock_is_one_line_of_the_trail(client: Client, viewer: User) -> None:
    for _ in range(8):
        try_in(client, viewer.email)
    [line] = AuditLine.objects.all()
    assert (line.actor, line.verb, line.subject, line.after) == (
        "system",
        "account.locked",
        "person:vic@acme.example",
        {"address": "10.0.0.1"},
    )


def test_an_address_that_tries_many_accounts_is_locked(
    client: Client, viewer: User
) -> None:
    with time_machine.travel(NOON, tick=False):
        for n in range(20):
            try_in(client, f"guess{n}@acme.example")
        text = try_in(client, viewer.email, PASSWORD).content.decode()
        assert "Too many failed sign-ins. Wait 1 minute, then try again." in text
        other = try_in(Client(), viewer.email, PASSWORD, "10.0.0.2")
        assert other.status_code == 302


def test_a_success_between_failures_forgives_nothing(
    client: Client, viewer: User
) -> None:
    for _ in range(4):
        try_in(Client(), viewer.email)
    try_in(Client(), viewer.email, PASSWORD)
    try_in(Client(), viewer.email)
    assert "Too many" in try_in(client, viewer.email, PASSWORD).content.decode()


def test_a_one_time_link_opens_the_lock(client: Client, viewer: User) -> None:
    for _ in range(6):
        try_in(client, viewer.email)
    url = services.password_link("ada", viewer)
    phrase = "seven green bicycles"
    data = {"password": phrase, "password_again": phrase}
    path = f"/start/{url.split('/')[-2]}/"
    assert client.post(path, data).status_code == 302
    assert try_in(Client(), viewer.email, phrase).status_code == 302


@pytest.mark.django_db
def test_nobody_signs_up(client: Client) -> None:
    data = {"email": "eve@evil.example", "password1": PASSWORD, "password2": PASSWORD}
    for response in (
        client.get("/accounts/signup/"),
        client.post("/accounts/signup/", data),
    ):
        assert "by invitation" in response.content.decode()
    assert not User.objects.exists()


@pytest.mark.django_db
def test_an_invited_person_cannot_sign_in_before_the_link(client: Client) -> None:
    User.objects.create_user("new@acme.example")
    assert "is not right" in try_in(client, "new@acme.example").content.decode()


def test_who_is_deactivated_does_not_get_in(client: Client, db: None) -> None:
    make_user("gone@acme.example", is_active=False)
    response = try_in(client, "gone@acme.example", PASSWORD)
    assert response["Location"] == "/accounts/inactive/"
    text = client.get("/accounts/inactive/").content.decode()
    assert "This account is deactivated" in text
    assert "_auth_user_id" not in client.session


def test_signing_out_ends_the_session(client: Client, viewer: User) -> None:
    try_in(client, viewer.email, PASSWORD)
    assert client.get("/accounts/logout/").status_code == 200
    assert Session.objects.count() == 1
    response = client.post("/accounts/logout/")
    assert response["Location"] == "/accounts/login/"
    assert client.get("/accounts/sessions/").status_code == 302
    first = AuditLine.objects.first()
    assert first is not None
    assert first.verb == "account.signed_out"


def test_a_session_ends_by_itself(
    client: Client, viewer: User, settings: Settings
) -> None:
    with time_machine.travel(NOON, tick=False) as clock:
        try_in(client, viewer.email, PASSWORD)
        clock.shift(timedelta(seconds=settings.SESSION_COOKIE_AGE - 1))
        assert client.get("/accounts/sessions/").status_code == 200
        clock.shift(timedelta(seconds=2))
        assert client.get("/accounts/sessions/").status_code == 302


def test_without_mail_the_page_for_a_forgotten_password_says_whom_to_ask(
    client: Client, viewer: User
) -> None:
    text = client.get("/accounts/password/reset/").content.decode()
    assert "sends no mail" in text
    response = client.post("/accounts/password/reset/", {"email": viewer.email})
    assert "sends no mail" in response.content.decode()
    assert mail.outbox == []


def test_a_forgotten_password_is_changed_by_mail(
    client: Client, viewer: User, settings: Settings
) -> None:
    settings.EMAIL_HOST = "mail.acme.example"
    address = "/accounts/password/reset/"
    response = client.post(address, {"email": viewer.email}, follow=True)
    assert "Look into your mailbox" in response.content.decode()
    [message] = mail.outbox
    link = next(word for word in str(message.body).split() if "/reset/key/" in word)
    path = link.split("testserver", 1)[1]
    response = client.get(path, follow=True)
    text = response.content.decode()
    assert "Choose a new password" in text
    data = {"password1": "seven green bicycles", "password2": "seven green bicycles"}
    place = response.redirect_chain[-1][0]
    done = client.post(place, data, follow=True).content.decode()
    assert "Your password is changed" in done
    assert try_in(client, viewer.email, "seven green bicycles").status_code == 302
    assert AuditLine.objects.filter(verb="account.password_changed").count() == 1
    again = Client().get(path, follow=True).content.decode()
    assert "This link no longer works" in again


def test_a_mail_server_that_fails_does_not_fail_the_page(
    client: Client, viewer: User, settings: Settings
) -> None:
    settings.EMAIL_HOST = "127.0.0.1"
    settings.EMAIL_PORT = 9
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    address = "/accounts/password/reset/"
    response = client.post(address, {"email": viewer.email}, follow=True)
    assert "Look into your mailbox" in response.content.decode()


def test_a_flood_of_requests_is_answered_in_our_layout(
    client: Client, db: None
) -> None:
    with time_machine.travel(NOON, tick=False):
        for _ in range(30):
            client.post(LOGIN, {})
        response = client.post(LOGIN, {})
    assert response.status_code == 429
    assert "Wait a minute" in response.content.decode()
    assert "container-tight" in response.content.decode()
