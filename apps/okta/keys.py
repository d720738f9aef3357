"""Private keys of service apps: taken in and used to sign, never shown or logged."""

from typing import Any

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePrivateKey
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.serialization import load_pem_private_key
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import ECKey, RSAKey

from apps.okta.errors import BadAnswerError, CredentialRefusedError
from apps.okta.json import parse

SHORTEST_RSA_BITS = 2048
CURVE_ALGORITHMS = {"P-256": "ES256", "P-384": "ES384", "P-521": "ES512"}
CURVE_NAMES = {"secp256r1": "P-256", "secp384r1": "P-384", "secp521r1": "P-521"}
PURPOSES = frozenset({"alg", "key_ops", "use"})
RSA_ALGORITHMS = ("RS256", "RS384", "RS512")
PUBLIC = "This is a public key; the private one is needed."
UNREADABLE = "The private key cannot be read."
ODD_KIND = "The key is neither an RSA nor an elliptic curve key."
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
    return _from_jwk(text) if text.startswith("{") else _from_pem(text)


def _from_pem(text: str) -> SigningKey:
    if "PUBLIC KEY" in text[:200]:
        raise _refused(PUBLIC)
    if "ENCRYPTED" in text[:200]:
        raise _refused("The private key is protected by a passphrase.")
    try:
        native = load_pem_private_key(text.encode(), None)
    except (ValueError, TypeError, UnsupportedAlgorithm):
        raise _refused(UNREADABLE) from None
    if isinstance(native, RSAPrivateKey):
        _check_size(native.key_size)
        return SigningKey(RSAKey.import_key(text), RSA_ALGORITHMS[0])
    if isinstance(native, EllipticCurvePrivateKey):
        return _on_curve(CURVE_NAMES.get(native.curve.name, ""), text)
    raise _refused(ODD_KIND)


def _from_jwk(text: str) -> SigningKey:
    try:
        found = parse(text.encode())
    except BadAnswerError:
        raise _refused("The private key is not valid JSON.") from None
    kind = found.get("kty")
    if kind not in ("RSA", "EC"):
        raise _refused(ODD_KIND)
    if "d" not in found:
        raise _refused(PUBLIC)
    # What the file notes of the key's purpose must not forbid to sign with it.
    jwk = {key: value for key, value in found.items() if key not in PURPOSES}
    if kind == "EC":
        return _on_curve(str(found.get("crv")), jwk)
    _check_size(len(str(found.get("n"))) * 6)
    noted = found.get("alg")
    algorithm = noted if noted in RSA_ALGORITHMS else RSA_ALGORITHMS[0]
    try:
        key = RSAKey.import_key(jwk)
        _ = key.raw_value
    except (JoseError, ValueError, TypeError, KeyError):
        raise _refused(UNREADABLE) from None
    return SigningKey(key, algorithm)


def _on_curve(curve: str, source: str | dict[str, Any]) -> SigningKey:
    if curve not in CURVE_ALGORITHMS:
        raise _refused("The key's curve is not one that Okta takes.")
    try:
        key = ECKey.import_key(source)
        _ = key.raw_value
    except (JoseError, ValueError, TypeError, KeyError):
        raise _refused(UNREADABLE) from None
    return SigningKey(key, CURVE_ALGORITHMS[curve])


def _check_size(bits: int) -> None:
    if bits < SHORTEST_RSA_BITS:
        raise _refused(f"An RSA key needs at least {SHORTEST_RSA_BITS} bits.")


def _refused(sentence: str) -> CredentialRefusedError:
    return CredentialRefusedError(sentence, next_step=ADVICE)
