"""Private keys: every usable form is taken, everything else is a sentence."""

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
from joserfc import jwt
from joserfc.jwk import ECKey, RSAKey

from apps.okta.errors import CredentialRefusedError
from apps.okta.json import encode
from apps.okta.keys import new_proof_key, signing_key

RSA_KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)
PEM = serialization.Encoding.PEM
Private = rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey | ed25519.Ed25519PrivateKey


def pem_of(
    key: Private,
    form: serialization.PrivateFormat = serialization.PrivateFormat.PKCS8,
    encryption: serialization.KeySerializationEncryption | None = None,
) -> str:
    encryption = encryption or serialization.NoEncryption()
    return key.private_bytes(PEM, form, encryption).decode()


@pytest.mark.parametrize(
    ("text", "algorithm"),
    [
        (pem_of(RSA_KEY), "RS256"),
        (pem_of(RSA_KEY, serialization.PrivateFormat.TraditionalOpenSSL), "RS256"),
        (pem_of(ec.generate_private_key(ec.SECP256R1())), "ES256"),
        (pem_of(ec.generate_private_key(ec.SECP384R1())), "ES384"),
        (pem_of(ec.generate_private_key(ec.SECP521R1())), "ES512"),
    ],
)
def test_a_pem_key_signs_with_the_algorithm_of_its_kind(
    text: str, algorithm: str
) -> None:
    key = signing_key(f"\n{text}\n")
    assert key.algorithm == algorithm
    assert key.key_id == ""
    kind = RSAKey if algorithm == "RS256" else ECKey
    token = jwt.decode(
        key.sign({}, {"a": 1}), kind.import_key(key.public_jwk), algorithms=[algorithm]
    )
    assert token.claims == {"a": 1}


@pytest.mark.parametrize(
    ("extra", "algorithm"),
    [
        ({}, "RS256"),
        ({"alg": "RS512", "use": "sig", "kid": "k1"}, "RS512"),
        ({"alg": "PS256", "use": "enc", "key_ops": ["verify"]}, "RS256"),
    ],
)
def test_a_jwk_keeps_its_key_id_and_its_algorithm(
    extra: dict[str, object], algorithm: str
) -> None:
    plain = RSAKey.import_key(pem_of(RSA_KEY)).as_dict(private=True)
    plain.pop("kid", None)
    key = signing_key(encode({**plain, **extra}).decode())
    assert key.algorithm == algorithm
    assert key.key_id == extra.get("kid", "")
    assert key.sign({}, {})
    assert "d" not in key.public_jwk


def test_a_jwk_on_a_curve_is_taken() -> None:
    jwk = ECKey.generate_key("P-384").as_dict(private=True)
    assert signing_key(encode(jwk).decode()).algorithm == "ES384"


def test_proof_keys_are_new_each_time_and_show_their_public_half_alone() -> None:
    one, other = new_proof_key(), new_proof_key()
    assert one.public_jwk != other.public_jwk
    assert set(one.public_jwk) == {"kty", "crv", "x", "y"}


PUBLIC = (
    RSA_KEY.public_key()
    .public_bytes(PEM, serialization.PublicFormat.SubjectPublicKeyInfo)
    .decode()
)
BAD = {
    "empty": ("", "cannot be read"),
    "prose": ("my private key", "cannot be read"),
    "public": (PUBLIC, "public key"),
    "public JWK": (
        encode(RSAKey.import_key(PUBLIC).as_dict(private=False)).decode(),
        "public key",
    ),
    "passphrase": (
        pem_of(RSA_KEY, encryption=serialization.BestAvailableEncryption(b"x")),
        "passphrase",
    ),
    "short": (
        pem_of(rsa.generate_private_key(public_exponent=65537, key_size=1024)),
        "2048 bits",
    ),
    "Ed25519": (pem_of(ed25519.Ed25519PrivateKey.generate()), "neither an RSA nor"),
    "odd curve": (pem_of(ec.generate_private_key(ec.SECP256K1())), "curve"),
    "odd JWK": ('{"kty":"oct","k":"c2VjcmV0"}', "neither an RSA nor"),
    "list of kinds": ('{"kty":["RSA"]}', "neither an RSA nor"),
    "broken JSON": ('{"kty":"RSA"', "not valid JSON"),
    "broken JWK": (
        encode({"kty": "RSA", "n": "x" * 400, "e": "AQAB", "d": "secret"}).decode(),
        "cannot be read",
    ),
    "short JWK": ('{"kty":"RSA","n":"x","e":"AQAB","d":"secret"}', "2048 bits"),
    "odd curve in JWK": ('{"kty":"EC","crv":"P-1","d":"secret"}', "curve"),
    "half JWK": ('{"kty":"EC","crv":"P-256","d":"secret"}', "cannot be read"),
}


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize("name", BAD)
def test_what_cannot_sign_is_refused_without_repeating_it(name: str) -> None:
    text, words = BAD[name]
    with pytest.raises(CredentialRefusedError, match=words) as caught:
        signing_key(text)
    assert "secret" not in caught.value.advice
    assert "PEM" in caught.value.next_step
