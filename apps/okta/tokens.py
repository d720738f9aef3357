"""Fetches access tokens for a service app: assertions, DPoP proofs, scopes; no waiting.

Source: https://developer.okta.com/docs/guides/implement-oauth-for-okta-serviceapp/main/
Source: https://developer.okta.com/docs/guides/dpop/oktaresourceserver/main/
"""

import re
from collections.abc import Callable, Generator, Iterable
from dataclasses import dataclass, field
from secrets import token_urlsafe
from typing import Any, cast

from apps.okta.errors import (
    BadAnswerError,
    ClockSkewError,
    CredentialRefusedError,
    ForbiddenError,
    OktaError,
)
from apps.okta.hosts import Origin
from apps.okta.http import Request, Response
from apps.okta.keys import SigningKey
from apps.okta.refusals import NoCredential, Reply, error_of, not_okta
from apps.okta.throttle import server_time

ASSERTION_TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
ASSERTION_SECONDS = 300  # Okta takes an hour at most, by its own clock
RENEW_BEFORE_SECONDS = 120.0
TOKEN_SECONDS = 3600.0
LONGEST_TOKEN_SECONDS = 86_400.0
TOLERATED_SKEW_SECONDS = 60.0
CLOCK_WORDS = re.compile(
    r"expir|future|\bpast\b|\bexp\b|\biat\b|issued at", re.IGNORECASE
)
SIGNED = frozenset({"invalid_client", "invalid_dpop_proof"})

Exchange = Generator[Request, Response, Reply]


@dataclass(frozen=True, slots=True)
class Token:
    """An access token; `kind` is Bearer or DPoP, `renew_at` epoch seconds."""

    kind: str
    value: str = field(repr=False)
    renew_at: float


@dataclass(kw_only=True)
class TokenDesk:
    """Asks one token endpoint. Not safe for threads: its owner holds a lock."""

    client_id: str
    key: SigningKey = field(repr=False)
    proof_key: SigningKey = field(repr=False)
    url: str
    origin: Origin
    scopes: tuple[str, ...]
    use_dpop: bool
    nonce: str = field(repr=False)
    on_nonce: Callable[[str], None] = field(repr=False)
    clock: Callable[[], float] = field(repr=False)
    refused: Callable[[str], OktaError] = field(repr=False)
    granted: frozenset[str] | None = None

    def fetch(self, extensions: dict[str, Any]) -> Generator[Request, Response, Token]:
        """Return a token for every scope that is granted.

        All scopes are asked at once; where Okta refuses one of them it does not say
        which, so they are asked one by one, and then the granted ones together.
        Raises ForbiddenError where none is granted, and every other OktaError.
        """
        wanted = tuple(
            s for s in self.scopes if self.granted is None or s in self.granted
        )
        reply = yield from self._ask(wanted, extensions)
        if reply.text("error") == "invalid_scope":
            wanted = yield from self._granted_of(wanted, extensions)
            reply = yield from self._ask(wanted, extensions)
        return self._token(reply, wanted)

    def proof(self, method: str, url: str, *, ath: str = "", nonce: str = "") -> str:
        """Return a DPoP proof for one request; `ath` binds it to an access token."""
        claims: dict[str, Any] = {
            "htm": method,
            "htu": url.split("?", 1)[0].split("#", 1)[0],
            "iat": int(self.clock()),
            "jti": token_urlsafe(16),
        }
        if ath:
            claims["ath"] = ath
        if nonce:
            claims["nonce"] = nonce
        header = {"typ": "dpop+jwt", "jwk": self.proof_key.public_jwk}
        return self.proof_key.sign(header, claims)

    def _granted_of(
        self, scopes: tuple[str, ...], extensions: dict[str, Any]
    ) -> Generator[Request, Response, tuple[str, ...]]:
        granted: list[str] = []
        for scope in scopes:
            reply = yield from self._ask((scope,), extensions)
            if reply.status == 200:  # noqa: PLR2004
                granted.append(scope)
            elif reply.text("error") != "invalid_scope":
                raise self._error(reply)
        if not granted:
            raise ForbiddenError(
                "The service app was granted none of the scopes.",
                missing=" ".join(scopes),
                code="invalid_scope",
                next_step="Grant them on the app's Okta API Scopes tab.",
            )
        return tuple(granted)

    def _ask(self, scopes: tuple[str, ...], extensions: dict[str, Any]) -> Exchange:
        """Return the endpoint's reply, once more with its nonce where it wants one."""
        reply = yield from self._send(scopes, extensions)
        if reply.text("error") == "invalid_dpop_proof" and not self.use_dpop:
            self.use_dpop = True
            reply = yield from self._send(scopes, extensions)
        if reply.text("error") == "use_dpop_nonce":
            reply = yield from self._send(scopes, extensions)
        return reply

    def _send(self, scopes: tuple[str, ...], extensions: dict[str, Any]) -> Exchange:
        headers = {"Accept": "application/json"}
        if self.use_dpop:
            headers["DPoP"] = self.proof("POST", self.url, nonce=self.nonce)
        form = {
            "grant_type": "client_credentials",
            "scope": " ".join(scopes),
            "client_assertion_type": ASSERTION_TYPE,
            "client_assertion": self._assertion(),
        }
        response = yield Request(
            "POST", self.url, data=form, headers=headers, extensions=dict(extensions)
        )
        nonce = response.headers.get("dpop-nonce", "")
        if nonce and nonce != self.nonce:
            self.nonce = nonce
            self.on_nonce(nonce)
        return Reply(
            response.status_code, response.headers, response.content, self.clock()
        )

    def _assertion(self) -> str:
        header = {"kid": self.key.key_id} if self.key.key_id else {}
        claims = {
            "iss": self.client_id,
            "sub": self.client_id,
            "aud": self.url,
            "exp": int(self.clock()) + ASSERTION_SECONDS,
            "jti": token_urlsafe(16),
        }
        return self.key.sign(header, claims)

    def _token(self, reply: Reply, asked: tuple[str, ...]) -> Token:
        if reply.status != 200:  # noqa: PLR2004
            raise self._error(reply)
        value = reply.members.get("access_token")
        if not isinstance(value, str) or not value.isascii() or not value.isprintable():
            if reply.is_web_page:
                raise not_okta(reply, self.origin)
            raise BadAnswerError("Okta's token answer holds no token.", transient=True)
        scope = reply.members.get("scope")
        self.granted = frozenset(scope.split() if isinstance(scope, str) else asked)
        lives = reply.members.get("expires_in")
        known = isinstance(lives, int | float) and 0 < lives <= LONGEST_TOKEN_SECONDS
        seconds = cast("float", lives) if known else TOKEN_SECONDS
        kind = "DPoP" if reply.text("token_type").lower() == "dpop" else "Bearer"
        early = min(RENEW_BEFORE_SECONDS, seconds / 10)
        return Token(kind, value, reply.received_at + seconds - early)

    def _error(self, reply: Reply) -> OktaError:
        error, said = reply.text("error"), reply.text("error_description")
        if not error or reply.status == 429 or reply.status >= 500:  # noqa: PLR2004
            return error_of(reply, self.origin, _Refuser(self.refused))
        skew = self._skew_seconds(reply)
        if error in SIGNED and (
            CLOCK_WORDS.search(said) or abs(skew) > TOLERATED_SKEW_SECONDS
        ):
            return clock_error(skew, error)
        if error == "invalid_client":
            return self.refused(error)
        return CredentialRefusedError(
            f"Okta gave the service app no token ({error}): {said}",
            code=error,
            next_step=(
                "The app must be an API service with a public key and the grant "
                "“client credentials”."
            ),
        )

    def _skew_seconds(self, reply: Reply) -> float:
        date = server_time(reply.headers)
        return 0.0 if date is None else reply.received_at - date


class _Refuser(NoCredential):
    def __init__(self, refused: Callable[[str], OktaError]) -> None:
        self._refused = refused

    def refused(self, code: str = "") -> OktaError:
        return self._refused(code)

    def forbidden(self, scopes: Iterable[str], code: str = "") -> OktaError:
        _ = scopes  # no token was given, so none was too weak
        return self._refused(code)


def clock_error(skew_seconds: float, code: str = "") -> ClockSkewError:
    """Return the error for a clock that is `skew_seconds` ahead; negative is behind."""
    off = abs(skew_seconds)
    side = "ahead of" if skew_seconds > 0 else "behind"
    how = (
        f"is {_spoken(off)} {side}" if off > TOLERATED_SKEW_SECONDS else "differs from"
    )
    return ClockSkewError(
        f"This machine's clock {how} Okta's, so Okta refuses what this machine signs.",
        code=code,
        next_step="Set this machine's clock by a time server, then try again.",
    )


def _spoken(seconds: float) -> str:
    units = (("day", 86400), ("hour", 3600), ("minute", 60))
    unit, size = next((u, s) for u, s in units if seconds >= s)
    count = round(seconds / size)
    return f"{count} {unit}{'' if count == 1 else 's'}"
