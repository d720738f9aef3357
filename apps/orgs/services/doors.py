"""Opens clients to Okta: the only place that joins settings, credentials and gates."""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any, Self

from django.conf import settings

from apps.okta.auth import ApiTokenAuth, ServiceAppAuth
from apps.okta.client import OktaClient
from apps.okta.errors import OktaError, ThrottledError
from apps.okta.hosts import origin_of
from apps.okta.http import BaseTransport, Timeout
from apps.okta.parts import READ_SCOPES
from apps.okta.throttle import Gate, MemoryGate
from apps.orgs.credentials import ApiToken, Secret, secret_of
from apps.orgs.errors import BadInputError
from apps.orgs.limiter import DbGate
from apps.orgs.models import Credential, Org
from apps.orgs.queries import read_credential

OktaAuth = ApiTokenAuth | ServiceAppAuth
# A person waits for these calls; a sync has the client's own, longer ones.
LIVE_TIMEOUT = Timeout(connect=4.0, read=10.0, write=5.0, pool=None)
PATIENCE_SECONDS = 20.0


class Patience:
    """A sleep that gives up: someone waits for the answer, so it must come."""

    def __init__(self, seconds: float = PATIENCE_SECONDS) -> None:
        self._deadline = time.monotonic() + seconds

    def __call__(self, seconds: float) -> None:
        if time.monotonic() + seconds > self._deadline:
            current = sys.exception()
            if isinstance(current, OktaError):  # the reason for the pause says more
                raise current
            raise ThrottledError(
                "Our share of the org's rate limit is used up for the moment.",
                retry_at=datetime.now(UTC) + timedelta(minutes=1),
                next_step="Try again in a minute.",
            )
        time.sleep(seconds)


@dataclass(frozen=True, kw_only=True)
class Door:
    """How this installation reaches Okta. `transport` stands in for the wire."""

    trusted_origins: frozenset[str] = frozenset()
    proxy: str = field(default="", repr=False)  # may hold a password
    ca_bundle: str = ""
    transport: BaseTransport | None = None

    @classmethod
    def from_settings(cls) -> Self:
        return cls(
            trusted_origins=settings.TRUSTED_ORG_ORIGINS,
            proxy=settings.OUTBOUND_PROXY,
            ca_bundle=settings.CA_BUNDLE,
        )

    @classmethod
    def to(cls, org: Org) -> Self:
        """Return the door to a connected org.

        A demo org is called on this machine, at the one address that the demo itself
        wrote into its row; no person can write there.
        """
        door = cls.from_settings()
        if not org.is_demo or not origin_of(org.url).is_loopback:
            return door
        return replace(door, trusted_origins=door.trusted_origins | {org.url})

    def options(self) -> dict[str, Any]:
        return {
            "trusted_origins": self.trusted_origins,
            "proxy": self.proxy,
            "ca_bundle": self.ca_bundle,
            "transport": self.transport,
        }


@dataclass(frozen=True, kw_only=True)
class Visit:
    """Calls that a person waits for: short timeouts, and an end to all waiting."""

    door: Door
    gate: Gate
    sleep: Callable[[float], None]

    @property
    def trusted_origins(self) -> frozenset[str]:
        return self.door.trusted_origins

    def client(self, origin: str, auth: OktaAuth | None = None) -> OktaClient:
        return OktaClient(
            origin,
            auth=auth,
            gate=self.gate,
            sleep=self.sleep,
            timeout=LIVE_TIMEOUT,
            **self.door.options(),
        )


class OrgClient(OktaClient):
    """The client of a connected org: closing it hands unused leases back."""

    def __init__(self, origin: str, *, gate: DbGate, **options: Any) -> None:
        super().__init__(origin, gate=gate, **options)
        self._db_gate = gate

    def close(self) -> None:
        super().close()
        self._db_gate.close()


def first_visit(door: Door | None) -> Visit:
    """Return a visit to an org that has no row yet, whose budget could be shared."""
    sleep = Patience()
    return Visit(
        door=door or Door.from_settings(), gate=MemoryGate(sleep=sleep), sleep=sleep
    )


@contextmanager
def visit_to(org: Org, door: Door | None) -> Iterator[Visit]:
    """Yield a visit within the org's shared budget; unused leases go back."""
    sleep = Patience()
    gate = DbGate(org.pk, org.rate_share_percent, sleep=sleep)
    try:
        yield Visit(door=door or Door.to(org), gate=gate, sleep=sleep)
    finally:
        gate.close()


def auth_of(
    secret: Secret,
    origin: str,
    *,
    nonce: str = "",
    on_nonce: Callable[[str], None] = lambda _: None,
) -> OktaAuth:
    """Return the credential in the client's form. Raises OktaError for a bad one."""
    if isinstance(secret, ApiToken):
        return ApiTokenAuth(secret.token)
    return ServiceAppAuth(
        client_id=secret.client_id,
        private_key=secret.private_key,
        token_url=f"{origin}/oauth2/v1/token",
        scopes=READ_SCOPES,
        use_dpop=secret.use_dpop,
        nonce=nonce,
        on_nonce=on_nonce,
    )


def stored_auth(org: Org) -> OktaAuth:
    """Return the org's own credential, decrypted; its DPoP nonce is kept.

    Raises BadInputError where there is none, CryptoError where no key opens it.
    """
    credential = read_credential(org)
    if credential is None:
        raise BadInputError(
            f"The org {org.name} has no credential.",
            next_step="Enter one on its credential page.",
        )
    pk = credential.pk
    return auth_of(
        secret_of(credential),
        org.url,
        nonce=credential.dpop_nonce,
        on_nonce=lambda nonce: keep_nonce(pk, nonce),
    )


def client_for(
    org: Org, *, gate: DbGate | None = None, door: Door | None = None
) -> OktaClient:
    """Return the client that reads `org`, within its share of the rate limit.

    Close it, or use it as a context manager. Raises BadInputError where the org has no
    credential, CryptoError where no key opens it, OktaError where it may not be called.
    """
    return OrgClient(
        org.url,
        auth=stored_auth(org),
        gate=gate or DbGate(org.pk, org.rate_share_percent),
        aliases=[each for each in (org.stated_url, org.alternate_url) if each],
        **(door or Door.to(org)).options(),
    )


def keep_nonce(credential_pk: int, nonce: str) -> None:
    """Remember the DPoP nonce, so that the next token costs one call instead of two."""
    Credential.objects.filter(pk=credential_pk).update(dpop_nonce=nonce)
