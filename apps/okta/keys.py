"""Private keys of service apps: taken in and used to sign, never shown or logged."""

from typing import Any

from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import ECKey, RSAKey

from apps.okta.errors import BadAnswerError, CredentialRefusedError
from apps.okta.json import parse

SHORTEST_RSA_BITS = 2048
CURVE_ALGORITHMS = {"P-256": "ES256", "P-384": "ES384", "P-521": "ES512"}
RSA_ALGORITHMS = ("RS256", "RS384", "RS512")
ADVICE = "Paste the private key as PEM, or as the JWK that Okta shows once."


class SigningKey:
    """A key that signs JSON Web Tokens; `repr` shows nothing of it."""

    def __init__(self, key: RSAKey | ECKey, algorithm: str) -> None:
        self._key = key
        self.algorithm = algorithm

    @property
    def key_id(self) -> str:
        """The `kid` that a JWK names; empty for PEM."""
        return self._key.kid or ""

    @property
    def public_jwk(self) -> dict[str, Any]:
        """The public half, with what a proof needs of it and nothing else."""
        wanted = {"kty", "crv", "x", "y", "n", "e"}
        full = self._key.as_dict(private=False)
        return {name: value for name, value in full.items() if name in wanted}

    def sign(self, header: dict[str, Any], claims: dict[str, Any]) -> str:
        """Return a compact token over `claims`."""
        return jwt.encode(
            {"alg": self.algorithm, **header},
            claims,
            self._key,
            algorithms=[self.algorithm],
        )


def new_proof_key() -> SigningKey:
    """Return a fresh key for DPoP proofs."""
    return SigningKey(ECKey.generate_key("P-256", auto_kid=False), "ES256")


def signing_key(text: str) -> SigningKey:
    """Return the key of a PEM or JWK text: RSA or elliptic curve, private, unencrypted.

    Raises CredentialRefusedError with what is wrong, never with the key.
    """
    text = text.strip()
    if "ENCRYPTED" in text[:200]:
        raise _refused("The private key is protected by a passphrase.")
    key = _from_jwk(text) if text.startswith("{") else _from_pem(text)
    if not key.is_private:
        raise _refused("This is a public key; the private one is needed.")
    if isinstance(key, ECKey):
        return SigningKey(key, CURVE_ALGORITHMS[key.curve_name])
    if key.raw_value.key_size < SHORTEST_RSA_BITS:
        raise _refused(f"An RSA key needs at least {SHORTEST_RSA_BITS} bits.")
    algorithm = key.alg or ""
    return SigningKey(key, algorithm if algorithm in RSA_ALGORITHMS else "RS256")


def _from_jwk(text: str) -> RSAKey | ECKey:
    try:
        found = parse(text.encode())
    except BadAnswerError:
        raise _refused("The private key is not valid JSON.") from None
    kinds: dict[Any, type[RSAKey | ECKey]] = {"RSA": RSAKey, "EC": ECKey}
    kind = kinds.get(found.get("kty"))
    if kind is None:
        raise _refused("The key is neither an RSA nor an elliptic curve key.")
    try:
        # The purpose noted in the file (`key_ops`, `use`) must not forbid signing.
        plain = {k: v for k, v in found.items() if k not in {"key_ops", "use"}}
        key = kind.import_key(plain)
        _ = key.raw_value
    except (JoseError, ValueError, TypeError, KeyError):
        raise _refused("The private key cannot be read.") from None
    return _known_curve(key)


def _from_pem(text: str) -> RSAKey | ECKey:
    for kind in (RSAKey, ECKey):
        try:
            return _known_curve(kind.import_key(text))
        except (JoseError, ValueError, TypeError):
            continue
    raise _refused("The private key cannot be read.")


def _known_curve(key: RSAKey | ECKey) -> RSAKey | ECKey:
    if isinstance(key, ECKey) and key.curve_name not in CURVE_ALGORITHMS:
        raise _refused("The key's curve is not one that Okta takes.")
    return key


def _refused(sentence: str) -> CredentialRefusedError:
    return CredentialRefusedError(sentence, next_step=ADVICE)
