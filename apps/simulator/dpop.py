"""DPoP proofs: who holds the key of a token.

Source: https://developer.okta.com/docs/guides/dpop/nonoktaresourceserver/main/
"""

import hashlib
import json
import secrets
import threading
from base64 import urlsafe_b64encode
from collections.abc import Callable
from typing import Any

from joserfc import jws, jwt
from joserfc.errors import JoseError
from joserfc.jwk import ECKey, Key, RSAKey

from apps.simulator.store import Json

ALGORITHMS = ["RS256", "RS384", "RS512", "ES256", "ES384", "ES512"]
FRESH_SECONDS = 300
PRIVATE_PARTS = frozenset({"d", "p", "q", "dp", "dq", "qi"})


class DpopError(Exception):
    """A refused proof; the text says why. `needs_nonce` asks for another try."""

    def __init__(self, message: str, *, needs_nonce: bool = False) -> None:
        super().__init__(message)
        self.needs_nonce = needs_nonce


def public_key(value: Json) -> Key:
    """Import a public JWK; raises DpopError."""
    kinds: dict[Any, type[RSAKey | ECKey]] = {"RSA": RSAKey, "EC": ECKey}
    kind = kinds.get(value.get("kty"))
    if kind is None or PRIVATE_PARTS & value.keys():
        raise DpopError("The DPoP proof JWT has no public key.")
    try:
        return kind.import_key(value)
    except (JoseError, ValueError, TypeError) as error:
        raise DpopError("The DPoP proof JWT has no public key.") from error


def hash_of(token: str) -> str:
    """Return what a proof says of a token in `ath`."""
    digest = hashlib.sha256(token.encode()).digest()
    return urlsafe_b64encode(digest).rstrip(b"=").decode()


class Proofs:
    """Checks proofs of one org and remembers which ids were used."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._used: dict[str, float] = {}
        self._lock = threading.Lock()
        self.nonces = [secrets.token_urlsafe(24)]

    @property
    def nonce(self) -> str:
        return self.nonces[-1]

    def rotate_nonce(self, *, forget: bool = False) -> None:
        """Make a new nonce; the old ones go on working unless forgotten."""
        kept = [] if forget else self.nonces
        self.nonces = [*kept, secrets.token_urlsafe(24)]

    def check_token_request(self, proof: str, url: str) -> str:
        """Check the proof of a token request; return the thumbprint of its key."""
        key, claims = self._read(proof)
        if claims.get("nonce") not in self.nonces:
            message = "Authorization server requires nonce in DPoP proof."
            raise DpopError(message, needs_nonce=True)
        self._check_claims(claims, "POST", url)
        return key.thumbprint()

    def check_resource(
        self, proof: str, *, method: str, url: str, token: str, thumbprint: str
    ) -> None:
        """Check the proof of a call with a bound token; raises DpopError."""
        key, claims = self._read(proof)
        self._check_claims(claims, method, url)
        if claims.get("ath") != hash_of(token):
            raise DpopError("The DPoP proof JWT is for another access token.")
        if key.thumbprint() != thumbprint:
            raise DpopError("The DPoP proof JWT is signed with another key.")

    def _read(self, proof: str) -> tuple[Key, Json]:
        if not proof:
            raise DpopError("The DPoP proof JWT header is missing.")
        try:
            header = jws.extract_compact(proof.encode()).headers()
            if header.get("typ") != "dpop+jwt":
                raise DpopError("The DPoP proof JWT has a wrong typ.")
            key = public_key(dict(header.get("jwk") or {}))
            claims = jwt.decode(proof, key, algorithms=ALGORITHMS).claims
        except (JoseError, json.JSONDecodeError, ValueError) as error:
            raise DpopError("The DPoP proof JWT is invalid.") from error
        return key, claims

    def _check_claims(self, claims: Json, method: str, url: str) -> None:
        if claims.get("htm") != method:
            raise DpopError("The DPoP proof JWT has a wrong htm.")
        if claims.get("htu") != url:
            raise DpopError("The DPoP proof JWT has a wrong htu.")
        now = self._clock()
        issued = claims.get("iat")
        if not isinstance(issued, int | float) or abs(now - issued) > FRESH_SECONDS:
            raise DpopError("The DPoP proof JWT has expired or is not yet valid.")
        self.use_once(claims.get("jti"), now)

    def use_once(self, identifier: object, now: float) -> None:
        """Refuse an id that was used in the last minutes; raises DpopError."""
        if not isinstance(identifier, str) or not identifier:
            raise DpopError("The JWT has no jti.")
        with self._lock:
            if self._used.get(identifier, 0) > now - FRESH_SECONDS:
                raise DpopError("The JWT was used before.")
            self._used[identifier] = now
