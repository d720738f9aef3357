"""Credentials for simulated orgs."""

from functools import cache

from joserfc.jwk import ECKey

from apps.orgs.credentials import ApiToken, ServiceApp
from apps.simulator.server import Running


@cache
def key() -> ECKey:
    return ECKey.generate_key("P-256", {"kid": "test-key"})


def private_pem() -> str:
    return key().as_pem(private=True).decode()


def api_token(okta: Running) -> ApiToken:
    return ApiToken(okta.token)


def token_with(okta: Running, *scopes: str) -> ApiToken:
    """Return a token whose owner may read only what `scopes` stand for."""
    made = okta.simulation.access.add_token("narrow", scopes=frozenset(scopes))
    return ApiToken(made.value)


def service_app(
    okta: Running, scopes: frozenset[str] | None = None, *, dpop: bool = False
) -> ServiceApp:
    """Register a service app with the simulated org; by default with every scope."""
    client = okta.simulation.access.add_client(
        [dict(key().as_dict(private=False))], scopes=scopes, dpop=dpop
    )
    return ServiceApp(client.id, private_pem())
