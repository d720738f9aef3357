"""A token endpoint with one list behind it, for tests of service apps."""

import json
from base64 import urlsafe_b64decode
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from joserfc import jwt
from joserfc.jwk import ECKey, RSAKey

from apps.okta.auth import ServiceAppAuth
from apps.okta.client import OktaClient
from apps.okta.json import encode
from tests.okta.clients import FakeTime, OpenGate
from tests.okta.loopback import Call, Loopback, answer, recorded

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
