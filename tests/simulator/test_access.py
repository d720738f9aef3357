"""Credentials: SSWS tokens, and OAuth clients with private_key_jwt and DPoP."""

import hashlib
import time
import uuid
from base64 import urlsafe_b64encode
from typing import Any

import httpx
import pytest
from joserfc import jwt
from joserfc.jwk import ECKey

from apps.simulator.access import Client
from apps.simulator.server import Running
from tests.simulator.conftest import get

ASSERTION = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
READ = frozenset({"okta.apps.read", "okta.orgs.read"})


class Service:
    """An OAuth service application: what our client will be to a real org."""

    def __init__(self, org: Running, *, dpop: bool) -> None:
        self.org = org
        self.key = ECKey.generate_key("P-256", private=True)
        self.proof_key = ECKey.generate_key("P-256", private=True)
        public = {**self.key.as_dict(private=False), "kid": "k1"}
        self.client: Client = org.simulation.access.add_client(
            [public], scopes=READ, dpop=dpop
        )
        self.url = f"{org.origin}/oauth2/v1/token"

    def assertion(self, **changes: Any) -> str:
        now = int(time.time())
        claims = {
            "iss": self.client.id,
            "sub": self.client.id,
            "aud": self.url,
            "iat": now,
            "exp": now + 300,
            "jti": uuid.uuid4().hex,
        }
        return jwt.encode({"alg": "ES256", "kid": "k1"}, claims | changes, self.key)

    def proof(self, method: str, url: str, **claims: Any) -> str:
        header = {
            "typ": "dpop+jwt",
            "alg": "ES256",
            "jwk": self.proof_key.as_dict(private=False),
        }
        body = {
            "htm": method,
            "htu": url,
            "iat": int(time.time()),
            "jti": uuid.uuid4().hex,
        }
        return jwt.encode(header, body | claims, self.proof_key)

    def ask(
        self, *, scope: str = "okta.apps.read", proof: str = "", **changes: Any
    ) -> httpx.Response:
        form = {
            "grant_type": "client_credentials",
            "scope": scope,
            "client_assertion_type": ASSERTION,
            "client_assertion": self.assertion(**changes),
        }
        headers = {"DPoP": proof} if proof else {}
        return httpx.post(self.url, data=form, headers=headers, trust_env=False)

    def dpop_token(self) -> str:
        first = self.ask(proof=self.proof("POST", self.url))
        nonce = first.headers["dpop-nonce"]
        second = self.ask(proof=self.proof("POST", self.url, nonce=nonce))
        return str(second.json()["access_token"])


def test_a_token_is_needed_and_may_be_revoked(
    client: httpx.Client, classic: Running
) -> None:
    without = client.get(f"{classic.origin}/api/v1/org")
    assert (without.status_code, without.json()["errorCode"]) == (401, "E0000011")
    assert get(client, classic, "/api/v1/org").status_code == 200
    classic.simulation.access.tokens["default"].revoked = True
    assert get(client, classic, "/api/v1/org").status_code == 401
    assert classic.log.violations == []


def test_a_token_without_rights_is_forbidden_and_counted(
    client: httpx.Client, classic: Running
) -> None:
    token = classic.simulation.access.tokens["default"]
    token.scopes -= {"okta.idps.read"}
    refused = get(client, classic, "/api/v1/idps")

    assert (refused.status_code, refused.json()["errorCode"]) == (403, "E0000006")
    assert refused.headers["x-rate-limit-limit"]
    assert get(client, classic, "/api/v1/org").status_code == 200


def test_a_signed_assertion_buys_a_bearer_token(
    client: httpx.Client, classic: Running
) -> None:
    service = Service(classic, dpop=False)
    answer = service.ask(scope="okta.apps.read okta.apps.manage").json()

    assert answer["token_type"] == "Bearer"
    assert answer["expires_in"] == 3600
    assert answer["scope"] == "okta.apps.read"
    headers = {"Authorization": f"Bearer {answer['access_token']}"}
    apps = client.get(f"{classic.origin}/api/v1/apps", headers=headers)
    assert apps.status_code == 200
    forbidden = client.get(f"{classic.origin}/api/v1/org", headers=headers)
    assert forbidden.status_code == 403
    classic.simulation.access.expire_access_tokens()
    assert client.get(f"{classic.origin}/api/v1/apps", headers=headers).is_error


def test_an_access_token_ends_and_a_revoked_scope_counts_at_once(
    client: httpx.Client, classic: Running
) -> None:
    service = Service(classic, dpop=False)
    token = service.ask().json()["access_token"]
    headers = {"Authorization": f"Bearer {token}"}
    url = f"{classic.origin}/api/v1/apps"

    service.client.scopes = frozenset()
    assert client.get(url, headers=headers).status_code == 403
    service.client.scopes = READ
    classic.simulation.clock_skew = 3601
    assert client.get(url, headers=headers).status_code == 401


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"aud": "https://elsewhere.example"}, "audience"),
        ({"exp": 1}, "expired"),
        ({"exp": int(time.time()) + 7300}, "too far"),
        ({"iss": "somebody"}, "iss"),
        ({"sub": "0oanobody"}, "client_id"),
        ({"iat": int(time.time()) + 900}, "future"),
        ({"jti": ""}, "jti"),
    ],
)
def test_a_wrong_assertion_is_an_invalid_client(
    changes: dict[str, Any], words: str, classic: Running
) -> None:
    refused = Service(classic, dpop=False).ask(**changes)

    assert refused.status_code == 401
    assert refused.json()["error"] == "invalid_client"
    assert words in refused.json()["error_description"]


@pytest.mark.parametrize(
    ("change", "status", "error"),
    [
        ({"grant_type": "password"}, 400, "unsupported_grant_type"),
        ({"client_assertion_type": "secret"}, 401, "invalid_client"),
        ({"client_assertion": "rubbish"}, 401, "invalid_client"),
        ({"client_assertion": "a.b.c"}, 401, "invalid_client"),
    ],
)
def test_a_wrong_token_request_is_refused(
    change: dict[str, str], status: int, error: str, classic: Running
) -> None:
    service = Service(classic, dpop=False)
    form = {
        "grant_type": "client_credentials",
        "scope": "okta.apps.read",
        "client_assertion_type": ASSERTION,
        "client_assertion": service.assertion(),
    }
    refused = httpx.post(service.url, data=form | change, trust_env=False)

    assert (refused.status_code, refused.json()["error"]) == (status, error)


def test_an_assertion_counts_once_and_only_with_its_own_key(classic: Running) -> None:
    service = Service(classic, dpop=False)
    assert service.ask(jti="once").status_code == 200
    assert service.ask(jti="once").status_code == 401
    service.key = ECKey.generate_key("P-256", private=True)
    assert service.ask().json()["error"] == "invalid_client"


@pytest.mark.parametrize(
    ("scope", "error"),
    [
        ("okta.idps.read", "consent_required"),
        ("okta.everything", "invalid_scope"),
        ("", "invalid_scope"),
    ],
)
def test_scopes_that_are_not_granted_are_refused(
    scope: str, error: str, classic: Running
) -> None:
    refused = Service(classic, dpop=False).ask(scope=scope)

    assert (refused.status_code, refused.json()["error"]) == (400, error)


def test_dpop_asks_for_a_nonce_and_then_binds_the_token(
    client: httpx.Client, classic: Running
) -> None:
    service = Service(classic, dpop=True)
    assert service.ask().json()["error"] == "invalid_dpop_proof"
    first = service.ask(proof=service.proof("POST", service.url))
    assert first.json() == {
        "error": "use_dpop_nonce",
        "error_description": "Authorization server requires nonce in DPoP proof.",
    }
    nonce = first.headers["dpop-nonce"]
    second = service.ask(proof=service.proof("POST", service.url, nonce=nonce))
    assert second.json()["token_type"] == "DPoP"

    token = second.json()["access_token"]
    url = f"{classic.origin}/api/v1/apps"
    digest = hashlib.sha256(token.encode()).digest()
    ath = urlsafe_b64encode(digest).rstrip(b"=").decode()
    headers = {
        "Authorization": f"DPoP {token}",
        "DPoP": service.proof("GET", url, ath=ath),
    }
    assert client.get(f"{url}?limit=200", headers=headers).status_code == 200
    replayed = client.get(url, headers=headers)
    assert replayed.status_code == 401
    assert "used before" in replayed.headers["www-authenticate"]


def test_an_old_nonce_works_until_it_is_forgotten(classic: Running) -> None:
    service = Service(classic, dpop=True)
    proofs = classic.simulation.access.proofs
    old = proofs.nonce
    proofs.rotate_nonce()
    assert (
        service.ask(proof=service.proof("POST", service.url, nonce=old)).status_code
        == 200
    )
    proofs.rotate_nonce(forget=True)
    refused = service.ask(proof=service.proof("POST", service.url, nonce=old))
    assert refused.json()["error"] == "use_dpop_nonce"


@pytest.mark.parametrize(
    ("claims", "words"),
    [
        ({"ath": "wrong"}, "another access token"),
        ({"htm": "PUT"}, "htm"),
        ({"htu": "https://elsewhere.example/api/v1/apps"}, "htu"),
        ({"iat": 1000}, "expired"),
        ({"jti": 7}, "jti"),
    ],
)
def test_a_wrong_proof_is_refused(
    claims: dict[str, Any], words: str, client: httpx.Client, classic: Running
) -> None:
    service = Service(classic, dpop=True)
    token = service.dpop_token()
    url = f"{classic.origin}/api/v1/apps"
    digest = hashlib.sha256(token.encode()).digest()
    ath = urlsafe_b64encode(digest).rstrip(b"=").decode()
    proof = service.proof("GET", url, **({"ath": ath} | claims))
    refused = client.get(url, headers={"Authorization": f"DPoP {token}", "DPoP": proof})

    assert (refused.status_code, refused.json()["errorCode"]) == (401, "E0000011")
    assert words in refused.headers["www-authenticate"]


def test_a_bound_token_is_no_bearer_token(
    client: httpx.Client, classic: Running
) -> None:
    service = Service(classic, dpop=True)
    token = service.dpop_token()
    url = f"{classic.origin}/api/v1/apps"
    for headers in (
        {"Authorization": f"Bearer {token}"},
        {"Authorization": f"DPoP {token}"},
        {"Authorization": f"DPoP {token}", "DPoP": "rubbish"},
        {"Authorization": f"DPoP {token}", "DPoP": "a.b.c"},
    ):
        assert client.get(url, headers=headers).status_code == 401
