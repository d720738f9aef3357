"""Who may call a simulated org: SSWS tokens, OAuth clients and their access tokens."""

import secrets
import threading
from collections.abc import Callable
from dataclasses import dataclass, field

from apps.simulator.contract import document
from apps.simulator.dpop import DpopError, Proofs
from apps.simulator.messages import Answer, OktaError, Request, error_body
from apps.simulator.org import letters
from apps.simulator.store import Json, encode


def all_scopes() -> frozenset[str]:
    """Return every scope of the contract."""
    flows = document()["components"]["securitySchemes"]["oauth2"]["flows"]
    return frozenset(flows["clientCredentials"]["scopes"])


def read_scopes() -> frozenset[str]:
    return frozenset(scope for scope in all_scopes() if scope.endswith(".read"))


@dataclass
class ApiToken:
    """An SSWS token; `scopes` stand for what the role of its owner may do."""

    name: str
    value: str
    scopes: frozenset[str]
    revoked: bool = False


@dataclass
class Client:
    """An OAuth service application with its public keys and granted scopes."""

    id: str
    keys: list[Json]
    scopes: frozenset[str]
    dpop: bool = True
    active: bool = True


@dataclass(frozen=True)
class AccessToken:
    value: str
    client_id: str
    scopes: frozenset[str]
    expires_at: float
    thumbprint: str = ""


class UnauthorizedError(OktaError):
    """401 E0000011; a refused DPoP proof names its reason in a header."""

    def __init__(self, dpop: str = "") -> None:
        super().__init__(401, "E0000011")
        self.dpop = dpop

    def answer(self) -> Answer:
        answer = Answer(401, encode(error_body(self.code)), counts=False)
        if self.dpop:
            challenge = (
                f'DPoP error="invalid_dpop_proof", error_description="{self.dpop}"'
            )
            answer.headers.append(("WWW-Authenticate", challenge))
        return answer


@dataclass
class Access:
    """The credentials of one org. `clock` is the org's own."""

    seed: int
    clock: Callable[[], float]
    token_lifetime: int = 3600
    tokens: dict[str, ApiToken] = field(default_factory=dict)
    clients: dict[str, Client] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.proofs = Proofs(self.clock)
        self._issued: dict[str, AccessToken] = {}
        self._lock = threading.Lock()
        self.add_token("default", "00" + letters(40, self.seed, "SSWS"))

    @property
    def default_token(self) -> str:
        return self.tokens["default"].value

    def add_token(
        self, name: str, value: str = "", scopes: frozenset[str] | None = None
    ) -> ApiToken:
        """Add or replace an SSWS token; without scopes it may do everything."""
        value = value or f"00{secrets.token_urlsafe(30)}"
        granted = all_scopes() if scopes is None else scopes
        self.tokens[name] = ApiToken(name, value, granted)
        return self.tokens[name]

    def add_client(
        self,
        keys: list[Json],
        *,
        client_id: str = "",
        scopes: frozenset[str] | None = None,
        dpop: bool = True,
    ) -> Client:
        """Register a service application by its public keys (JWK)."""
        count = len(self.clients) + 1
        client_id = client_id or f"0oa{letters(17, self.seed, 'client', count)}"
        granted = read_scopes() if scopes is None else scopes
        client = Client(client_id, keys, granted, dpop)
        self.clients[client_id] = client
        return client

    def issue(
        self, client: Client, scopes: frozenset[str], thumbprint: str
    ) -> AccessToken:
        value = secrets.token_urlsafe(64)
        expires_at = self.clock() + self.token_lifetime
        token = AccessToken(value, client.id, scopes, expires_at, thumbprint)
        with self._lock:
            self._issued[value] = token
        return token

    def expire_access_tokens(self) -> None:
        """Make every access token invalid at once."""
        with self._lock:
            self._issued.clear()

    def identify(self, request: Request, origin: str) -> tuple[str, frozenset[str]]:
        """Return who calls and which scopes that brings; raises UnauthorizedError."""
        kind, _, value = request.headers.get("authorization", "").partition(" ")
        value = value.strip()
        if kind == "SSWS":
            for token in self.tokens.values():
                same = secrets.compare_digest(token.value.encode(), value.encode())
                if same and not token.revoked:
                    return f"token:{token.name}", token.scopes
            raise UnauthorizedError
        if kind not in ("Bearer", "DPoP"):
            raise UnauthorizedError
        access = self._issued.get(value)
        if access is None or self.clock() >= access.expires_at:
            raise UnauthorizedError
        client = self.clients.get(access.client_id)
        if client is None or not client.active:
            raise UnauthorizedError
        if access.thumbprint:
            self._check_proof(request, origin, access, kind)
        return f"client:{client.id}", access.scopes & client.scopes

    def _check_proof(
        self, request: Request, origin: str, access: AccessToken, kind: str
    ) -> None:
        if kind != "DPoP":
            raise UnauthorizedError("The access token is bound to a DPoP proof.")
        url = f"{origin}{request.path}"
        try:
            self.proofs.check_resource(
                request.headers.get("dpop", ""),
                method=request.method,
                url=url,
                token=access.value,
                thumbprint=access.thumbprint,
            )
        except DpopError as error:
            raise UnauthorizedError(str(error)) from error
