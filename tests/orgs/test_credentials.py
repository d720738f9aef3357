"""Credentials are replaced after a live test, examined, and put under new keys."""

import pytest
from cryptography.fernet import Fernet
from pytest_django.fixtures import Settings

from apps.audit.models import AuditLine
from apps.core.crypto import WrongKeyError
from apps.okta.errors import CredentialRefusedError
from apps.orgs.credentials import ApiToken, ServiceApp, secret_of
from apps.orgs.errors import BadInputError, IdentityError, NothingVisibleError
from apps.orgs.examination import from_json
from apps.orgs.models import Credential, Org, RateBucket
from apps.orgs.queries import read_credential
from apps.orgs.services import (
    client_for,
    examine,
    note_problem,
    note_use,
    replace_credential,
    rotate_credentials,
)
from apps.simulator.server import Running
from tests.orgs.keys import service_app, token_with

pytestmark = pytest.mark.django_db
ACTOR = "ada@acme.example"


def credential_of(org: Org) -> Credential:
    credential = read_credential(org)
    assert credential
    return credential


def test_the_client_of_an_org_reads_it_within_its_rows(
    okta: Running, connected: Org
) -> None:
    with client_for(connected) as client:
        answer = client.get("/api/v1/org", scopes=("okta.orgs.read",))
    assert okta.world.id.encode() in answer.body
    bucket = RateBucket.objects.get(org=connected, bucket="/api/v1")
    assert bucket.limit == 600
    assert bucket.in_flight == 0


def test_an_org_without_a_credential_says_so(connected: Org) -> None:
    connected.credentials.all().delete()
    with pytest.raises(BadInputError, match="no credential"):
        client_for(connected)


def test_no_repr_shows_a_secret(okta: Running) -> None:
    assert "sesame" not in repr(ApiToken("sesame"))
    assert "sesame" not in repr(ServiceApp("0oa1", "sesame"))


def test_a_credential_is_replaced_after_a_live_test(
    okta: Running, connected: Org
) -> None:
    narrow = token_with(okta, "okta.apps.read")
    seen = replace_credential(connected, narrow, actor=ACTOR)
    assert secret_of(credential_of(connected)) == narrow
    assert len(seen.unseen) > 5
    line = AuditLine.objects.get(verb="credential.replaced")
    assert line.before == {"kind": "api_token", "client_id": ""}


def test_a_service_app_takes_the_place_of_a_token(
    okta: Running, connected: Org
) -> None:
    replace_credential(connected, service_app(okta), actor=ACTOR)
    credential = credential_of(connected)
    assert credential.kind == Credential.Kind.SERVICE_APP
    assert "okta.apps.read" in credential.granted_scopes


def test_a_replacement_that_fails_leaves_the_old_one(
    okta: Running, connected: Org
) -> None:
    before = bytes(credential_of(connected).secret_encrypted)
    with pytest.raises(CredentialRefusedError):
        replace_credential(connected, ApiToken("00wrong"), actor=ACTOR)
    with pytest.raises(NothingVisibleError):
        replace_credential(connected, token_with(okta), actor=ACTOR)
    assert bytes(credential_of(connected).secret_encrypted) == before
    assert not AuditLine.objects.filter(verb="credential.replaced").exists()


def test_an_address_that_leads_to_another_org_now_is_noticed(connected: Org) -> None:
    Org.objects.update(okta_id="00oanother")
    connected.refresh_from_db()
    with pytest.raises(IdentityError, match="another org"):
        replace_credential(connected, ApiToken("00x"), actor=ACTOR)


def test_an_examination_is_kept_with_the_credential(
    okta: Running, connected: Org
) -> None:
    okta.simulation.access.tokens["default"].scopes = frozenset({"okta.apps.read"})
    seen = examine(connected, actor=ACTOR)
    assert from_json(credential_of(connected).examination) == seen
    assert any(each.part == "zones" for each in seen.unseen)
    assert AuditLine.objects.filter(verb="credential.examined").exists()


def test_a_failed_examination_is_noted_and_a_good_one_clears_it(
    okta: Running, connected: Org
) -> None:
    default = okta.simulation.access.tokens["default"]
    default.revoked = True
    with pytest.raises(CredentialRefusedError):
        examine(connected, actor=ACTOR)
    assert "revoked" in credential_of(connected).last_problem
    default.revoked = False
    examine(connected, actor=ACTOR)
    assert credential_of(connected).last_problem == ""


def test_use_and_problems_of_a_credential_are_noted(connected: Org) -> None:
    note_problem(connected, "Okta does not accept the API token.")
    assert credential_of(connected).last_problem
    note_use(connected)
    assert credential_of(connected).last_problem == ""


def test_what_cannot_be_read_any_more_is_no_examination() -> None:
    assert from_json(None) is None
    assert from_json({"parts": 3}) is None


def test_rotation_moves_every_credential_once(
    connected: Org, settings: Settings
) -> None:
    secret = secret_of(credential_of(connected))
    old = list(settings.ENCRYPTION_KEYS)
    settings.ENCRYPTION_KEYS = [Fernet.generate_key().decode(), *old]
    first, second = rotate_credentials(ACTOR), rotate_credentials(ACTOR)
    assert (first.total, first.moved, first.current) == (1, 1, 0)
    assert (second.total, second.moved, second.current) == (1, 0, 1)
    settings.ENCRYPTION_KEYS = settings.ENCRYPTION_KEYS[:1]
    assert secret_of(credential_of(connected)) == secret
    assert AuditLine.objects.filter(verb="credentials.reencrypted").count() == 1


def test_rotation_names_what_no_key_opens(connected: Org, settings: Settings) -> None:
    settings.ENCRYPTION_KEYS = [Fernet.generate_key().decode()]
    done = rotate_credentials(ACTOR)
    assert done.unreadable == (connected.name,)
    with pytest.raises(WrongKeyError):
        client_for(connected)
