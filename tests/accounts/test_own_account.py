"""The pages about one's own account, all in our layout; second factors; sessions."""

import re
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import (
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)
from allauth.usersessions.models import UserSession
from django.conf import settings as django_settings
from django.core import mail
from django.template.loader import get_template
from django.test import Client
from pytest_django import DjangoCaptureOnCommitCallbacks, Settings

from apps.accounts import services
from apps.accounts.models import User
from apps.audit.models import AuditLine
from tests.factories import PASSWORD

LOGIN = "/accounts/login/"
# Templates that a request can reach with the settings as they are.
REACHABLE = [
    "account/account_inactive.html",
    "account/email_change.html",
    "account/email_confirm.html",
    "account/login.html",
    "account/logout.html",
    "account/password_change.html",
    "account/password_reset.html",
    "account/password_reset_done.html",
    "account/password_reset_from_key.html",
    "account/password_reset_from_key_done.html",
    "account/password_set.html",
    "account/reauthenticate.html",
    "account/signup_closed.html",
    "account/verification_sent.html",
    "mfa/authenticate.html",
    "mfa/index.html",
    "mfa/reauthenticate.html",
    "mfa/recovery_codes/generate.html",
    "mfa/recovery_codes/index.html",
    "mfa/totp/activate_form.html",
    "mfa/totp/deactivate_form.html",
    "mfa/webauthn/add_form.html",
    "mfa/webauthn/authenticator_confirm_delete.html",
    "mfa/webauthn/authenticator_list.html",
    "mfa/webauthn/edit_form.html",
    "mfa/webauthn/reauthenticate.html",
    "usersessions/usersession_list.html",
]


def code_for(secret: str) -> str:
    """Return what an authenticator app shows now."""
    counter = next(iter(yield_hotp_counters_from_time()))
    return str(format_hotp_value(hotp_value(secret, counter)))


@pytest.fixture
def me(client: Client, viewer: User) -> Client:
    client.post(LOGIN, {"login": viewer.email, "password": PASSWORD})
    return client


@pytest.fixture
def sure(me: Client) -> Client:
    """Return the client of a person who has just been asked again who it is."""
    me.post("/accounts/reauthenticate/", {"password": PASSWORD})
    return me


@pytest.fixture
def secret(
    sure: Client, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> str:
    """Add an authenticator app by the pages and return its secret."""
    place = "/accounts/2fa/totp/activate/"
    page: Any = sure.get(place)
    secret = str(page.context["form"].secret)
    with django_capture_on_commit_callbacks(execute=True):
        response = sure.post(place, {"code": code_for(secret)})
    assert response.status_code == 302
    text = sure.get("/accounts/2fa/").content.decode()
    assert "Active since" in text
    return secret


@pytest.mark.parametrize("name", REACHABLE)
def test_every_page_that_can_be_reached_is_ours(name: str) -> None:
    template: Any = get_template(name)
    assert template.origin.name.startswith(str(django_settings.BASE_DIR / "templates"))
    assert "{% load allauth" not in template.template.source


@pytest.mark.django_db
@pytest.mark.parametrize(
    "address",
    [
        LOGIN,
        "/accounts/signup/",
        "/accounts/inactive/",
        "/accounts/password/reset/",
        "/accounts/password/reset/done/",
        "/accounts/password/reset/key/done/",
        "/accounts/password/reset/key/1-abc/",
        "/accounts/confirm-email/",
        "/accounts/confirm-email/abc/",
        "/start/abc/",
    ],
)
def test_pages_before_signing_in_have_the_plain_layout(
    client: Client, address: str
) -> None:
    text = client.get(address).content.decode()
    assert "container-tight" in text
    assert text.count("<h1") == 1
    assert "{{" not in text


@pytest.mark.parametrize(
    "address",
    [
        "/accounts/email/",
        "/accounts/password/change/",
        "/accounts/logout/",
        "/accounts/2fa/",
        "/accounts/2fa/webauthn/",
        "/accounts/sessions/",
    ],
)
def test_pages_about_oneself_have_the_layout_with_the_menu(
    me: Client, address: str
) -> None:
    text = me.get(address).content.decode()
    assert "sidebar-menu" in text
    assert 'aria-label="Your account"' in text
    assert text.count("<h1") == 1


@pytest.mark.django_db
@pytest.mark.parametrize(
    "address",
    [
        "/accounts/email/",
        "/accounts/password/change/",
        "/accounts/2fa/",
        "/accounts/2fa/totp/activate/",
        "/accounts/2fa/webauthn/add/",
        "/accounts/2fa/recovery-codes/",
        "/accounts/sessions/",
        "/accounts/reauthenticate/",
    ],
)
def test_strangers_are_sent_to_sign_in(client: Client, address: str) -> None:
    response = client.get(address)
    assert response.status_code == 302
    assert "/accounts/login/" in response["Location"]


def test_the_menu_offers_what_the_person_may(
    client: Client, administrator: User, lead: User, viewer: User
) -> None:
    offers = {}
    for person in (administrator, lead, viewer):
        client.force_login(person)
        text = client.get("/accounts/sessions/").content.decode()
        offers[person.email[:3]] = ("/audit/" in text, "/settings/people/" in text)
    assert offers == {
        "ada": (True, True),
        "lea": (True, False),
        "vic": (False, False),
    }


def test_delicate_changes_ask_again_who_it_is(me: Client) -> None:
    response = me.get("/accounts/2fa/totp/activate/", follow=True)
    assert "Is it you?" in response.content.decode()
    wrong = me.post("/accounts/reauthenticate/", {"password": "wrong"})
    assert "This is not your password." in wrong.content.decode()
    place = "/accounts/2fa/totp/activate/"
    data = {"password": PASSWORD, "next": place}
    assert me.post("/accounts/reauthenticate/", data)["Location"] == place


def test_an_app_as_second_factor_is_asked_for_from_then_on(
    sure: Client, viewer: User, secret: str
) -> None:
    other = Client()
    response = other.post(
        LOGIN, {"login": viewer.email, "password": PASSWORD}, follow=True
    )
    assert "Second factor" in response.content.decode()
    assert "_auth_user_id" not in other.session
    wrong = other.post("/accounts/2fa/authenticate/", {"code": "000000"})
    assert "Incorrect code." in wrong.content.decode()
    Authenticator.objects.filter(type=Authenticator.Type.TOTP).update(last_used_at=None)
    right = other.post("/accounts/2fa/authenticate/", {"code": recovery_code(sure)})
    assert right["Location"] == "/"


def recovery_code(client: Client) -> str:
    page: Any = client.get("/accounts/2fa/recovery-codes/")
    return str(page.context["unused_codes"][0])


def test_the_secret_of_an_app_is_stored_encrypted(secret: str) -> None:
    stored = Authenticator.objects.get(type=Authenticator.Type.TOTP).data["secret"]
    assert secret not in stored
    verbs = set(AuditLine.objects.values_list("verb", flat=True))
    assert "account.second_factor_added" in verbs
    assert secret not in str(list(AuditLine.objects.values()))


def test_an_app_is_removed_again(sure: Client, secret: str) -> None:
    page = sure.get("/accounts/2fa/totp/deactivate/").content.decode()
    assert "Remove the app" in page
    response = sure.post("/accounts/2fa/totp/deactivate/", follow=True)
    assert "The authenticator app is removed." in response.content.decode()
    assert AuditLine.objects.filter(verb="account.second_factor_removed").exists()


def test_recovery_codes_are_shown_downloaded_and_renewed(
    sure: Client,
    secret: str,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    first = recovery_code(sure)
    download = sure.get("/accounts/2fa/recovery-codes/download/")
    assert first in download.content.decode()
    assert (
        "stop working"
        in sure.get("/accounts/2fa/recovery-codes/generate/").content.decode()
    )
    with django_capture_on_commit_callbacks(execute=True):
        sure.post("/accounts/2fa/recovery-codes/generate/")
    assert recovery_code(sure) != first
    assert AuditLine.objects.filter(verb="account.recovery_codes_renewed").exists()


def test_the_pages_about_keys(sure: Client, viewer: User) -> None:
    assert (
        "mfa_webauthn_add" in sure.get("/accounts/2fa/webauthn/add/").content.decode()
    )
    key = Authenticator.objects.create(
        user=viewer, type=Authenticator.Type.WEBAUTHN, data={"name": "Desk key"}
    )
    assert "Desk key" in sure.get("/accounts/2fa/webauthn/").content.decode()
    place = f"/accounts/2fa/webauthn/keys/{key.pk}/"
    assert 'value="Desk key"' in sure.get(f"{place}edit/").content.decode()
    sure.post(f"{place}edit/", {"name": "Bag key"})
    assert "Bag key" in sure.get(f"{place}remove/").content.decode()
    response = sure.post(f"{place}remove/", follow=True)
    assert "The key is removed." in response.content.decode()


def test_the_sign_in_page_offers_a_passkey_without_inline_script(
    client: Client, db: None
) -> None:
    text = client.get(LOGIN).content.decode()
    assert "Sign in with a passkey" in text
    for attributes in re.findall(r"<script([^>]*)>", text):
        assert "src=" in attributes or "application/json" in attributes
    options = client.get(
        "/accounts/2fa/webauthn/login/", headers={"Accept": "application/json"}
    )
    assert "request_options" in options.json()


def test_changing_the_password_ends_every_session(me: Client, viewer: User) -> None:
    other = Client()
    other.post(LOGIN, {"login": viewer.email, "password": PASSWORD})
    data = {
        "oldpassword": PASSWORD,
        "password1": "seven green bicycles",
        "password2": "seven green bicycles",
    }
    wrong = me.post("/accounts/password/change/", {**data, "oldpassword": "x"})
    assert "not your present password" in wrong.content.decode()
    me.post("/accounts/password/change/", data)
    for client in (me, other):
        assert client.get("/accounts/sessions/").status_code == 302
    viewer.refresh_from_db()
    assert viewer.check_password("seven green bicycles")
    assert AuditLine.objects.filter(verb="account.password_changed").count() == 1


def test_other_sessions_are_listed_and_ended(me: Client, viewer: User) -> None:
    other = Client(headers={"User-Agent": "Lynx"})
    other.post(LOGIN, {"login": viewer.email, "password": PASSWORD})
    text = me.get("/accounts/sessions/").content.decode()
    assert "Lynx" in text
    assert "This one" in text
    response = me.post("/accounts/sessions/", follow=True)
    assert "The other sessions are ended." in response.content.decode()
    assert UserSession.objects.count() == 1
    assert other.get("/accounts/sessions/").status_code == 302
    assert AuditLine.objects.filter(verb="account.sessions_ended").count() == 1


def test_without_mail_an_address_cannot_be_changed(me: Client) -> None:
    assert "sends no mail" in me.get("/accounts/email/").content.decode()
    data = {"email": "victor@acme.example", "action_add": ""}
    me.post("/accounts/email/", data)
    assert not EmailAddress.objects.filter(email="victor@acme.example").exists()


def test_an_address_is_changed_once_it_is_confirmed(
    me: Client, viewer: User, settings: Settings
) -> None:
    settings.EMAIL_HOST = "mail.acme.example"
    data = {"email": "victor@acme.example", "action_add": ""}
    text = me.post("/accounts/email/", data, follow=True).content.decode()
    assert "Waiting to be confirmed" in text
    viewer.refresh_from_db()
    assert viewer.email == "vic@acme.example"
    message = next(each for each in mail.outbox if each.to == ["victor@acme.example"])
    link = next(word for word in str(message.body).split() if "/confirm-email/" in word)
    path = link.split("testserver", 1)[1]
    assert "victor@acme.example" in me.get(path).content.decode()
    me.post(path)
    viewer.refresh_from_db()
    assert viewer.email == "victor@acme.example"
    line = AuditLine.objects.get(verb="account.address_changed")
    assert line.before == {"email": "vic@acme.example"}
    assert line.after == {"email": "victor@acme.example"}
    used = me.get(path).content.decode()
    assert "no longer works" in used


def test_a_one_time_link_still_asks_for_the_second_factor(
    secret: str, viewer: User
) -> None:
    url = services.password_link("ada", viewer)
    phrase = "seven green bicycles"
    other = Client()
    response = other.post(
        f"/start/{url.split('/')[-2]}/",
        {"password": phrase, "password_again": phrase},
    )
    assert response["Location"].startswith("/accounts/2fa/authenticate/")
    assert "_auth_user_id" not in other.session
