"""Credentials as people enter them, and as they are kept. Shows no secret."""

from dataclasses import dataclass, field

from apps.core import crypto
from apps.orgs.models import Credential


@dataclass(frozen=True)
class ApiToken:
    """An SSWS token of an administrator."""

    token: str = field(repr=False)


@dataclass(frozen=True)
class ServiceApp:
    """An OAuth service app that proves itself with a private key, in PEM or JWK."""

    client_id: str
    private_key: str = field(repr=False)
    use_dpop: bool = False


Secret = ApiToken | ServiceApp


def secret_of(credential: Credential) -> Secret:
    """Return the stored secret. Raises CryptoError where no key opens it."""
    plain = crypto.decrypt(bytes(credential.secret_encrypted)).decode()
    if credential.kind == Credential.Kind.API_TOKEN:
        return ApiToken(plain)
    return ServiceApp(credential.client_id, plain, credential.use_dpop)


def fill(credential: Credential, secret: Secret) -> None:
    """Put `secret` into an unsaved row, encrypted; forgets what belonged to the old."""
    if isinstance(secret, ApiToken):
        kind, plain, client_id, use_dpop = (
            Credential.Kind.API_TOKEN,
            secret.token,
            "",
            False,
        )
    else:
        kind, plain = Credential.Kind.SERVICE_APP, secret.private_key
        client_id, use_dpop = secret.client_id, secret.use_dpop
    credential.kind = kind
    credential.client_id = client_id
    credential.use_dpop = use_dpop
    credential.secret_encrypted = crypto.encrypt(plain.encode())
    credential.dpop_nonce = ""
    credential.last_problem = ""
