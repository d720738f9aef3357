"""Signing in: tokens, assertions, scopes, DPoP, against a loopback token endpoint."""

import threading
from base64 import urlsafe_b64encode
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

import pytest
from joserfc import jwt
from joserfc.jwk import ECKey, RSAKey

from apps.okta.auth import ApiTokenAuth, ServiceAppAuth
from apps.okta.client import OktaClient
from apps.okta.errors import (
    BadAnswerError,
    ClockSkewError,
    CredentialRefusedError,
    ForbiddenError,
    NotOktaError,
    OktaError,
    ServerFaultError,
    ThrottledError,
)
from apps.okta.json import encode
from apps.okta.tokens import clock_error
from tests.okta.clients import APPS, FakeTime, OpenGate
from tests.okta.loopback import Call, Loopback, answer, recorded, serving

KEY = RSAKey.generate_key(2048, {"kid": "kid-1"}, auto_kid=False)
JWK = encode(KEY.as_dict(private=True)).decode()
SCOPES = ("okta.apps.read", "okta.policies.read", "okta.brands.read")


@dataclass
class Okta:
    """A token endpoint and one list, as an org with a service app has them."""

    granted: frozenset[str] = frozenset(SCOPES)
    dpop: bool = False
    nonce: str = "nonce-1"
    lives: object = 3600
    scope_in_answer: bool = True
    before: list[bytes] = field(default_factory=list)
    resources: list[bytes] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    assertions: list[dict[str, Any]] = field(default_factory=list)
    proofs: list[dict[str, Any]] = field(default_factory=list)
    tokens: int = 0

    def __call__(self, call: Call) -> bytes:
        if call.method == "GET":
            return self._resource(call)
        self.asked.append(call.form["scope"])
        assertion = jwt.decode(call.form["client_assertion"], KEY, algorithms=["RS256"])
        self.assertions.append({**assertion.header, **assertion.claims})
        if self.before:
            return self.before.pop(0)
        proof = call.headers.get("dpop")
        if self.dpop and proof is None:
            return recorded("oauth_400_proof_missing.json")
        if proof is not None:
            self.proofs.append(opened(proof))
            if self.proofs[-1].get("nonce") != self.nonce:
                return recorded(
                    "oauth_400_use_dpop_nonce.json", f"dpop-nonce: {self.nonce}"
                )
        if not set(call.form["scope"].split()) <= self.granted:
            return recorded("oauth_400_invalid_scope.json")
        self.tokens += 1
        said = {
            "token_type": "DPoP" if proof else "Bearer",
            "expires_in": self.lives,
            "access_token": f"secret-access-token-{self.tokens}",
        }
        if self.scope_in_answer:
            said["scope"] = call.form["scope"]
        return answer(encode(said))

    def _resource(self, call: Call) -> bytes:
        if "dpop" in call.headers:
            self.proofs.append(opened(call.headers["dpop"]))
        return self.resources.pop(0) if self.resources else answer(b"[1]")


def opened(proof: str) -> dict[str, Any]:
    """Return header and claims of a proof, after checking it by the key inside."""
    import json
    from base64 import urlsafe_b64decode

    head = proof.split(".", maxsplit=1)[0]
    header = json.loads(urlsafe_b64decode(head + "=" * (-len(head) % 4)))
    key = ECKey.import_key(header["jwk"])
    token = jwt.decode(proof, key, algorithms=["ES256"])
    return {**token.header, **token.claims}


def auth_of(
    server: Loopback,
    *,
    time: FakeTime | None = None,
    private_key: str = JWK,
    scopes: Iterable[str] = SCOPES,
    use_dpop: bool = False,
    nonce: str = "",
    on_nonce: Callable[[str], None] = lambda _: None,
) -> ServiceAppAuth:
    return ServiceAppAuth(
        " 0oaclient ",
        private_key,
        f"{server.origin}/oauth2/v1/token",
        tuple(scopes),
        use_dpop=use_dpop,
        nonce=nonce,
        on_nonce=on_nonce,
        clock=(time or FakeTime()).clock,
    )


def client_with(
    server: Loopback, auth: ServiceAppAuth, gate: OpenGate | None = None
) -> OktaClient:
    return OktaClient(
        server.origin,
        auth=auth,
        gate=gate or OpenGate(),
        trusted_origins={server.origin},
        sleep=lambda _: None,
    )


@pytest.mark.parametrize(
    "token", ["", "  ", "two words", "line\nbreak", "gr\u00fcn", "tab\there", "\x7f0"]
)
def test_what_cannot_be_an_api_token_is_refused_without_repeating_it(
    token: str,
) -> None:
    with pytest.raises(CredentialRefusedError, match="not an API token") as caught:
        ApiTokenAuth(token)
    assert not token.strip() or token not in caught.value.advice


def test_no_credential_shows_its_secret() -> None:
    with serving(Okta()) as server:
        service = auth_of(server)
    for shown in (repr(ApiTokenAuth(" 00secret ")), repr(service), repr(service._desk)):
        assert "secret" not in shown
        assert str(KEY.as_dict(private=True)["d"]) not in shown


def test_a_token_is_fetched_once_and_used_for_every_call() -> None:
    okta, gate = Okta(), OpenGate()
    with serving(okta) as server:
        auth = auth_of(server)
        with client_with(server, auth, gate) as client:
            assert auth.granted_scopes is None
            for _ in range(3):
                client.get(APPS)
            assert client.calls == 4
    assert okta.asked == [" ".join(SCOPES)]
    assert auth.granted_scopes == frozenset(SCOPES)
    used = [call.headers["authorization"] for call in server.calls[1:]]
    assert used == ["Bearer secret-access-token-1"] * 3
    assert gate.asked[0] == "/oauth2/v1/token"


def test_the_assertion_says_who_asks_whom_and_for_how_long() -> None:
    okta, time = Okta(), FakeTime()
    with serving(okta) as server:
        with client_with(server, auth_of(server, time=time)) as client:
            client.get(APPS)
        url = f"{server.origin}/oauth2/v1/token"
    (said,) = okta.assertions
    assert said.pop("jti")
    assert said == {
        "typ": "JWT",
        "alg": "RS256",
        "kid": "kid-1",
        "iss": "0oaclient",
        "sub": "0oaclient",
        "aud": url,
        "exp": int(time.now) + 300,
    }


def test_a_token_is_renewed_shortly_before_it_ends() -> None:
    okta, time = Okta(), FakeTime()
    with (
        serving(okta) as server,
        client_with(server, auth_of(server, time=time)) as client,
    ):
        client.get(APPS)
        time.now += 3600 - 121
        client.get(APPS)
        assert okta.tokens == 1
        time.now += 1
        client.get(APPS)
        assert okta.tokens == 2


def test_a_life_that_is_not_told_is_an_hour() -> None:
    okta, time = Okta(lives="long"), FakeTime()
    with (
        serving(okta) as server,
        client_with(server, auth_of(server, time=time)) as client,
    ):
        client.get(APPS)
        time.now += 3000
        client.get(APPS)
    assert okta.tokens == 1


def test_five_threads_fetch_one_token() -> None:
    okta = Okta()
    with serving(okta) as server, client_with(server, auth_of(server)) as client:
        threads = [threading.Thread(target=client.get, args=(APPS,)) for _ in range(5)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert okta.tokens == 1


def test_what_was_granted_is_read_from_the_answer_or_taken_as_asked() -> None:
    for told in (True, False):
        okta = Okta(scope_in_answer=told)
        with serving(okta) as server:
            auth = auth_of(server)
            with client_with(server, auth) as client:
                client.get(APPS)
        assert auth.granted_scopes == frozenset(SCOPES)


def test_a_refused_scope_is_found_by_asking_one_by_one_and_remembered() -> None:
    okta, time = Okta(granted=frozenset(SCOPES[:2])), FakeTime()
    with serving(okta) as server:
        auth = auth_of(server, time=time)
        with client_with(server, auth) as client:
            client.get(APPS)
            time.now += 3600
            client.get(APPS)
    granted = " ".join(SCOPES[:2])
    assert okta.asked == [" ".join(SCOPES), *SCOPES, granted, granted]
    assert auth.granted_scopes == frozenset(SCOPES[:2])


def test_without_any_granted_scope_all_are_named() -> None:
    with (
        serving(Okta(granted=frozenset())) as server,
        client_with(server, auth_of(server)) as client,
        pytest.raises(ForbiddenError, match="none of the scopes") as caught,
    ):
        client.get(APPS)
    assert caught.value.missing == " ".join(SCOPES)


def test_a_forbidden_call_names_the_scope_that_was_not_granted() -> None:
    okta = Okta(granted=frozenset(SCOPES[:1]))
    okta.resources = [recorded("403_E0000006_role_or_scope_too_small.json")] * 2
    with serving(okta) as server, client_with(server, auth_of(server)) as client:
        with pytest.raises(ForbiddenError, match=r"okta\.brands\.read") as missing:
            client.get("/api/v1/brands", scopes=("okta.brands.read",))
        with pytest.raises(ForbiddenError, match="has the scope") as role:
            client.get(APPS, scopes=("okta.apps.read",))
    assert missing.value.missing == "okta.brands.read"
    assert "Okta API Scopes" in missing.value.next_step
    assert role.value.missing == ""
    assert "READ_ONLY_ADMIN" in role.value.next_step


def test_before_any_token_every_needed_scope_counts_as_missing() -> None:
    with serving(Okta()) as server:
        error = auth_of(server).forbidden(("okta.apps.read",))
    assert isinstance(error, ForbiddenError)
    assert error.missing == "okta.apps.read"


def test_a_token_that_was_revoked_early_is_renewed_once() -> None:
    okta = Okta()
    with serving(okta) as server, client_with(server, auth_of(server)) as client:
        client.get(APPS)
        okta.resources = [recorded("401_E0000011_invalid_token.json")]
        client.get(APPS)
        assert okta.tokens == 2
        okta.resources = [recorded("401_E0000011_invalid_token.json")] * 2
        with pytest.raises(CredentialRefusedError, match="service app"):
            client.get(APPS)
        assert okta.tokens == 3


def test_a_fresh_token_that_is_refused_is_not_fetched_again() -> None:
    okta = Okta(resources=[recorded("401_E0000011_invalid_token.json")])
    with (
        serving(okta) as server,
        client_with(server, auth_of(server)) as client,
        pytest.raises(CredentialRefusedError),
    ):
        client.get(APPS)
    assert okta.tokens == 1


def test_a_missing_feature_does_not_cost_the_token() -> None:
    okta = Okta()
    with serving(okta) as server, client_with(server, auth_of(server)) as client:
        client.get(APPS)
        okta.resources = [recorded("401_E0000015_feature_not_in_licence.json")]
        with pytest.raises(OktaError, match="licence"):
            client.get(APPS)
        client.get(APPS)
    assert okta.tokens == 1


def test_a_proof_travels_with_every_call_and_the_nonce_is_kept() -> None:
    okta, kept, time = Okta(dpop=True), list[str](), FakeTime()
    with serving(okta) as server:
        auth = auth_of(server, time=time, use_dpop=True, on_nonce=kept.append)
        with client_with(server, auth) as client:
            client.get(APPS)
            assert client.calls == 3
            time.now += 3600
            client.get(APPS)
            assert client.calls == 5
        origin = server.origin
    first, second, call, renewed, _ = okta.proofs
    assert kept == ["nonce-1"]
    assert "nonce" not in first
    assert second["nonce"] == renewed["nonce"] == "nonce-1"
    assert len({proof["jti"] for proof in okta.proofs}) == 5
    assert second["htm"] == "POST"
    assert second["htu"] == f"{origin}/oauth2/v1/token"
    assert second["typ"] == "dpop+jwt"
    assert set(second["jwk"]) == {"kty", "crv", "x", "y"}
    assert call["htm"] == "GET"
    assert call["htu"] == f"{origin}/api/v1/apps"
    assert call["iat"] == 1_800_000_000
    assert "nonce" not in call
    hashed = sha256(b"secret-access-token-1").digest()
    assert call["ath"] == urlsafe_b64encode(hashed).rstrip(b"=").decode()
    assert server.calls[2].headers["authorization"].startswith("DPoP ")


def test_a_kept_nonce_saves_a_call_and_an_old_one_is_replaced() -> None:
    okta, kept = Okta(dpop=True, nonce="nonce-7"), list[str]()
    with serving(okta) as server:
        auth = auth_of(server, use_dpop=True, nonce="nonce-7", on_nonce=kept.append)
        with client_with(server, auth) as client:
            client.get(APPS)
            assert client.calls == 2
        assert kept == []
        auth = auth_of(server, use_dpop=True, nonce="nonce-6", on_nonce=kept.append)
        with client_with(server, auth) as client:
            client.get(APPS)
            assert client.calls == 3
    assert kept == ["nonce-7"]


def test_an_app_that_insists_on_proofs_gets_them() -> None:
    okta = Okta(dpop=True)
    with serving(okta) as server:
        auth = auth_of(server)
        assert not auth.use_dpop
        with client_with(server, auth) as client:
            client.get(APPS)
        assert auth.use_dpop


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("oauth_401_assertion_expired.json", "is 2 hours behind Okta's"),
        ("oauth_401_assertion_too_far_in_future.json", "is 2 hours behind Okta's"),
        ("oauth_401_unknown_client.json", "is 2 hours behind Okta's"),
    ],
)
def test_a_clock_that_is_off_is_measured_against_oktas(name: str, words: str) -> None:
    time = FakeTime()
    okta = Okta(before=[recorded(name, date=time.now + 7200)])
    with (
        serving(okta) as server,
        client_with(server, auth_of(server, time=time)) as client,
        pytest.raises(ClockSkewError, match=words),
    ):
        client.get(APPS)


@pytest.mark.parametrize(
    ("skew", "words"),
    [
        (-90.0, "is 2 minutes behind"),
        (61.0, "is 1 minute ahead of"),
        (3600.0, "is 1 hour ahead of"),
        (-86400.0 * 3, "is 3 days behind"),
        (5.0, "differs from"),
    ],
)
def test_the_difference_is_told_in_words(skew: float, words: str) -> None:
    assert words in clock_error(skew).sentence


TOKEN_ERRORS: list[tuple[bytes, type[OktaError], str]] = [
    (
        recorded("oauth_401_unknown_client.json", date=1_800_000_000),
        CredentialRefusedError,
        "client id or key is wrong",
    ),
    (
        answer(b'{"error":"unauthorized_client","error_description":"No"}', status=400),
        CredentialRefusedError,
        r"no token \(unauthorized_client\): No",
    ),
    (
        recorded("401_E0000011_invalid_token.json"),
        CredentialRefusedError,
        "service app",
    ),
    (
        recorded("403_E0000006_role_or_scope_too_small.json"),
        ForbiddenError,
        "without a credential",
    ),
    (recorded("404_not_an_org.json"), NotOktaError, "no Okta org"),
    (recorded("502_proxy_page.html"), ServerFaultError, "status 502"),
    (answer(b"<html>", kind="text/html"), NotOktaError, "web page"),
    (answer(b'{"token_type":"Bearer"}'), BadAnswerError, "holds no token"),
    (answer(b'{"access_token":"line\\nbreak"}'), BadAnswerError, "holds no token"),
    (recorded("429_E0000047_rate_limit.json"), ThrottledError, "429"),
]


@pytest.mark.parametrize(("said", "kind", "words"), TOKEN_ERRORS)
def test_each_refusal_of_the_token_endpoint_has_its_error(
    said: bytes, kind: type[OktaError], words: str
) -> None:
    okta = Okta(before=[said] * 9)
    with (
        serving(okta) as server,
        client_with(server, auth_of(server)) as client,
        pytest.raises(kind, match=words) as caught,
    ):
        client.get(APPS)
    assert "secret" not in caught.value.advice


def test_a_failure_while_asking_one_by_one_is_not_taken_for_a_missing_scope() -> None:
    refused = recorded("oauth_400_invalid_scope.json")
    okta = Okta(before=[refused, recorded("oauth_401_unknown_client.json")])
    with (
        serving(okta) as server,
        client_with(server, auth_of(server, scopes=SCOPES[:1])) as client,
        pytest.raises((CredentialRefusedError, ClockSkewError)),
    ):
        client.get(APPS)


def test_a_passing_failure_of_the_token_endpoint_is_tried_again() -> None:
    okta = Okta(before=[recorded("500_E0000009_server_error.json")] * 2)
    with serving(okta) as server, client_with(server, auth_of(server)) as client:
        assert client.get(APPS).body == b"[1]"
        assert client.calls == 4
