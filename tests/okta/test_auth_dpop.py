"""DPoP: proofs bound to call and token, and a nonce that is kept."""

from base64 import urlsafe_b64encode
from hashlib import sha256

from tests.okta.clients import APPS, FakeTime
from tests.okta.loopback import serving
from tests.okta.token_endpoint import Okta, auth_of, client_with


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
