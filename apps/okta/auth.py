"""The two ways to sign in to Okta's API; no secret leaves by repr, error or log."""

import time
from collections.abc import Callable, Collection, Generator, Iterable
from hashlib import sha256
from threading import RLock

from joserfc.util import urlsafe_b64encode

from apps.okta.errors import CredentialRefusedError, ForbiddenError, OktaError
from apps.okta.hosts import origin_of
from apps.okta.http import Auth, Request, Response
from apps.okta.keys import new_proof_key, signing_key
from apps.okta.tokens import Token, TokenDesk

ROLE_TO_TRY = "READ_ONLY_ADMIN"
Flow = Generator[Request, Response, None]


class ApiTokenAuth(Auth):
    """An API token (SSWS). Raises CredentialRefusedError where it cannot be one."""

    def __init__(self, token: str) -> None:
        token = token.strip()
        if not token or not token.isascii() or not token.isprintable() or " " in token:
            raise CredentialRefusedError(
                "This is not an API token: it is empty or holds other characters.",
                next_step="Paste the token alone, without “SSWS” before it.",
            )
        self._header = f"SSWS {token}"

    def auth_flow(self, request: Request) -> Flow:
        request.headers["Authorization"] = self._header
        yield request

    def refused(self, code: str = "") -> OktaError:
        return CredentialRefusedError(
            "Okta does not accept the API token: it is wrong, expired or revoked.",
            code=code,
            next_step="Create a new token in the Admin Console and replace this one.",
        )

    def forbidden(self, scopes: Iterable[str], code: str = "") -> OktaError:
        _ = scopes  # Okta knows no scopes for API tokens
        return ForbiddenError(
            "The API token may not read this; Okta does not say which role it wants.",
            code=code,
            next_step=f"Give the token's owner the role {ROLE_TO_TRY} and try again.",
        )


class ServiceAppAuth(Auth):
    """An OAuth service app with a private key, and DPoP where the app wants it.

    `private_key` is PEM or JWK; `clock` gives epoch seconds. `on_nonce` is told each
    new DPoP nonce: give the latest as `nonce` next time, it saves a call.
    `granted_scopes` is None until the first token; `use_dpop` turns true where Okta
    insists.
    Raises CredentialRefusedError for a key that cannot be used.
    """

    requires_request_body = False

    def __init__(  # noqa: PLR0913 (the credential's own fields)
        self,
        client_id: str,
        private_key: str,
        token_url: str,
        scopes: Collection[str],
        *,
        use_dpop: bool = False,
        nonce: str = "",
        on_nonce: Callable[[str], None] = lambda _: None,
        clock: Callable[[], float] = time.time,
    ) -> None:
        self._clock = clock
        self._lock = RLock()
        self._token: Token | None = None
        self._proof_key = new_proof_key()
        self._desk = TokenDesk(
            client_id=client_id.strip(),
            key=signing_key(private_key),
            proof_key=self._proof_key,
            url=token_url,
            origin=origin_of(token_url),
            scopes=tuple(scopes),
            use_dpop=use_dpop,
            nonce=nonce,
            on_nonce=on_nonce,
            clock=clock,
            refused=self.refused,
        )

    @property
    def use_dpop(self) -> bool:
        return self._desk.use_dpop

    @property
    def granted_scopes(self) -> frozenset[str] | None:
        return self._desk.granted

    def sync_auth_flow(self, request: Request) -> Flow:
        """Send `request` with a token; one that was refused is renewed once."""
        token, fresh = yield from self._current_token(request)
        self._sign(request, token)
        response = yield request
        if response.status_code != 401 or fresh:  # noqa: PLR2004
            return
        if b"E0000015" in response.content:
            return
        with self._lock:
            if self._token is token:
                self._token = None
        token, _ = yield from self._current_token(request)
        self._sign(request, token)
        yield request

    def _current_token(
        self, request: Request
    ) -> Generator[Request, Response, tuple[Token, bool]]:
        """Return the token and whether it is new; one thread fetches, others wait."""
        with self._lock:
            if self._token is not None and self._clock() < self._token.renew_at:
                return self._token, False
            self._token = yield from self._desk.fetch(request.extensions)
            return self._token, True

    def _sign(self, request: Request, token: Token) -> None:
        request.headers["Authorization"] = f"{token.kind} {token.value}"
        if token.kind == "DPoP":
            hashed = urlsafe_b64encode(sha256(token.value.encode()).digest())
            request.headers["DPoP"] = self._desk.proof(
                request.method, str(request.url), ath=hashed.decode()
            )

    def refused(self, code: str = "") -> OktaError:
        return CredentialRefusedError(
            "Okta does not accept the service app: its client id or key is wrong, "
            "or it was deactivated.",
            code=code,
            next_step=(
                "Check the client id, that the public key is registered with the app, "
                "and that the app is active."
            ),
        )

    def forbidden(self, scopes: Iterable[str], code: str = "") -> OktaError:
        missing = " ".join(sorted(set(scopes) - (self.granted_scopes or frozenset())))
        if missing:
            return ForbiddenError(
                f"The service app was not granted {missing}.",
                missing=missing,
                code=code,
                next_step="Grant it on the app's Okta API Scopes tab.",
            )
        return ForbiddenError(
            "The service app has the scope, but may not read this.",
            code=code,
            next_step=(
                f"Scopes alone do not do: give the app the admin role {ROLE_TO_TRY}."
            ),
        )
