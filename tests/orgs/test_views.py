"""The pages that connect, examine, change and remove an org."""

import pytest
from django.test import Client

from apps.accounts.models import User
from apps.audit.models import AuditLine
from apps.orgs.credentials import secret_of
from apps.orgs.models import Credential, Org, RateBucket
from apps.orgs.queries import read_credential
from apps.simulator.server import Running
from tests.orgs.keys import private_pem, service_app, token_with

pytestmark = pytest.mark.django_db
CONNECT = "/orgs/connect/"
HTMX = {"HX-Request": "true"}


def browser(person: User) -> Client:
    client = Client()
    client.force_login(person)
    return client


def filled(okta: Running, **changed: str) -> dict[str, str]:
    return {
        "name": "acme",
        "url": okta.origin,
        "environment": "preview",
        "kind": "api_token",
        "token": okta.token,
        **changed,
    }


@pytest.fixture
def admin(administrator: User) -> Client:
    return browser(administrator)


def test_the_page_offers_exactly_the_read_scopes(admin: Client) -> None:
    page = admin.get(CONNECT)
    assert page.status_code == 200
    text = page.content.decode()
    assert "okta.networkZones.read" in text
    assert ".manage" not in text
    assert "never written" in text


def test_a_stranger_is_sent_to_sign_in() -> None:
    assert Client().get(CONNECT).status_code == 302


def test_a_contributor_may_not_connect(contributor: User) -> None:
    assert browser(contributor).get(CONNECT).status_code == 403
    assert browser(contributor).post(CONNECT, {}).status_code == 403


def test_a_lead_connects_and_then_sees_the_org(
    okta: Running, administrator: User, lead: User
) -> None:
    client = browser(lead)
    answer = client.post(CONNECT, filled(okta), follow=True)
    text = answer.content.decode()
    assert answer.redirect_chain == [("/orgs/acme/credential/", 302)]
    assert "22 of 22 parts can be read" in text
    assert "Visible" in text
    assert okta.token not in text


def test_what_a_credential_lacks_is_shown_part_by_part(
    okta: Running, admin: Client
) -> None:
    narrow = token_with(okta, "okta.apps.read").token
    text = admin.post(CONNECT, filled(okta, token=narrow), follow=True).content.decode()
    assert "Role too small" in text
    assert "Unknown without it" in text


def test_missing_scopes_can_be_copied(okta: Running, admin: Client) -> None:
    secret = service_app(okta, frozenset({"okta.apps.read"}))
    sent = filled(
        okta,
        kind="service_app",
        token="",
        client_id=secret.client_id,
        private_key=private_pem(),
    )
    text = admin.post(CONNECT, sent, follow=True).content.decode()
    assert "Copy the missing scopes" in text
    assert "PRIVATE KEY" not in text


def test_bad_input_keeps_what_was_typed_and_no_secret(
    okta: Running, admin: Client
) -> None:
    sent = filled(okta, name="Not A Name", private_key="-----BEGIN secret")
    page = admin.post(CONNECT, sent)
    text = page.content.decode()
    assert page.status_code == 422
    assert "Not A Name" in text
    assert okta.origin in text
    assert okta.token not in text
    assert "BEGIN secret" not in text
    assert okta.log.count() == 0
    assert not Org.objects.exists()


@pytest.mark.parametrize(
    ("missing", "sentence"),
    [
        ({"token": ""}, "Enter the api token."),
        ({"kind": "service_app"}, "Enter the private key."),
        ({"url": ""}, "This field is required."),
    ],
)
def test_what_is_missing_is_asked_for(
    okta: Running, admin: Client, missing: dict[str, str], sentence: str
) -> None:
    page = admin.post(CONNECT, filled(okta, **missing))
    assert page.status_code == 422
    assert sentence.lower() in page.content.decode().lower()


def test_a_refused_token_is_told_beside_the_form(okta: Running, admin: Client) -> None:
    okta.simulation.access.tokens["default"].revoked = True
    page = admin.post(CONNECT, filled(okta))
    assert page.status_code == 422
    assert "wrong, expired or revoked" in page.content.decode()


def test_a_blind_token_shows_what_it_lacks_and_is_not_kept(
    okta: Running, admin: Client
) -> None:
    page = admin.post(CONNECT, filled(okta, token=token_with(okta).token))
    text = page.content.decode()
    assert page.status_code == 422
    assert "can see nothing" in text
    assert "Role too small" in text
    assert not Org.objects.exists()


def test_an_address_inside_is_refused(okta: Running, admin: Client) -> None:
    page = admin.post(CONNECT, filled(okta, url="https://169.254.169.254"))
    assert page.status_code == 422
    assert "not called" in page.content.decode()


def test_a_viewer_sees_the_credential_page_and_no_button(
    connected: Org, viewer: User, org: Org
) -> None:
    viewer.memberships.update(org=connected)
    page = browser(viewer).get("/orgs/simulated/credential/")
    assert page.status_code == 200
    assert "Test it again now" not in page.content.decode()


def test_a_stranger_finds_no_such_org(connected: Org, outsider: User) -> None:
    for path in ("credential/", "credential/replace/", "settings/", "settings/remove/"):
        assert browser(outsider).get(f"/orgs/simulated/{path}").status_code == 404


def test_a_viewer_may_change_nothing(connected: Org, viewer: User) -> None:
    viewer.memberships.update(org=connected)
    client = browser(viewer)
    for path in ("credential/examine/", "credential/replace/", "settings/"):
        assert client.post(f"/orgs/simulated/{path}").status_code == 403


def test_a_new_test_goes_back_to_the_page(connected: Org, admin: Client) -> None:
    answer = admin.post("/orgs/simulated/credential/examine/", follow=True)
    assert answer.redirect_chain == [("/orgs/simulated/credential/", 302)]
    assert "was tested just now" in answer.content.decode()


def test_a_new_test_by_htmx_answers_the_part(
    okta: Running, connected: Org, admin: Client
) -> None:
    okta.simulation.access.tokens["default"].revoked = True
    answer = admin.post("/orgs/simulated/credential/examine/", headers=HTMX)
    text = answer.content.decode()
    assert answer.status_code == 200
    assert "<html" not in text
    assert "wrong, expired or revoked" in text


def test_testing_again_is_a_post(connected: Org, admin: Client) -> None:
    assert admin.get("/orgs/simulated/credential/examine/").status_code == 405


def test_a_credential_is_replaced(okta: Running, connected: Org, admin: Client) -> None:
    narrow = token_with(okta, "okta.apps.read").token
    sent = {"kind": "api_token", "token": narrow}
    answer = admin.post("/orgs/simulated/credential/replace/", sent)
    assert answer.status_code == 302
    credential = read_credential(connected)
    assert credential
    assert vars(secret_of(credential)) == {"token": narrow}


def test_a_replacement_that_fails_keeps_the_old_one(
    okta: Running, connected: Org, admin: Client
) -> None:
    before = bytes(Credential.objects.get().secret_encrypted)
    sent = {"kind": "api_token", "token": "00wrong"}
    page = admin.post("/orgs/simulated/credential/replace/", sent)
    assert page.status_code == 422
    assert "00wrong" not in page.content.decode()
    assert bytes(Credential.objects.get().secret_encrypted) == before


def test_settings_are_changed_with_a_line(connected: Org, admin: Client) -> None:
    sent = {"environment": "sandbox", "rate_share_percent": 20, "sync_every_hours": 0}
    assert admin.post("/orgs/simulated/settings/", sent).status_code == 302
    connected.refresh_from_db()
    assert connected.environment == "sandbox"
    assert connected.rate_share_percent == 20
    assert connected.next_sync_at is None
    line = AuditLine.objects.get(verb="org.changed")
    assert line.after
    assert line.after["rate_share_percent"] == 20


def test_settings_that_stay_leave_no_line(connected: Org, admin: Client) -> None:
    sent = {"environment": "preview", "rate_share_percent": 50, "sync_every_hours": 24}
    assert admin.post("/orgs/simulated/settings/", sent).status_code == 302
    assert not AuditLine.objects.filter(verb="org.changed").exists()


@pytest.mark.parametrize(
    "wrong", [{"rate_share_percent": 0}, {"sync_every_hours": -1}, {"environment": "x"}]
)
def test_settings_out_of_range_are_refused(
    connected: Org, admin: Client, wrong: dict[str, object]
) -> None:
    sent = {"environment": "preview", "rate_share_percent": 50, "sync_every_hours": 24}
    assert admin.post("/orgs/simulated/settings/", sent | wrong).status_code == 422


def test_the_settings_page_shows_rate_buckets(connected: Org, admin: Client) -> None:
    RateBucket.objects.create(org=connected, bucket="/api/v1/logs", limit=60)
    text = admin.get("/orgs/simulated/settings/").content.decode()
    assert "/api/v1/logs" in text
    assert ">30<" in text.replace(" ", "").replace("\n", "")


def test_an_administrator_removes_an_org_by_its_name(
    connected: Org, admin: Client
) -> None:
    path = "/orgs/simulated/settings/remove/"
    assert admin.get(path).status_code == 200
    assert admin.post(path, {"typed_name": "other"}).status_code == 422
    assert Org.objects.exists()
    sent = {"typed_name": "simulated", "why": "It was a trial."}
    assert admin.post(path, sent).status_code == 302
    assert not Org.objects.exists()
    assert AuditLine.objects.get(verb="org.removed").why == "It was a trial."


def test_a_lead_may_not_remove(connected: Org, lead: User) -> None:
    lead.memberships.update(org=connected)
    path = "/orgs/simulated/settings/remove/"
    assert browser(lead).post(path, {"typed_name": "simulated"}).status_code == 403
