"""Answers that need no credentials: the org's identity, its servers' metadata."""

from apps.simulator.contract import Call
from apps.simulator.messages import Answer, Request
from apps.simulator.org import Org
from apps.simulator.reading import required
from apps.simulator.store import Json, encode

GRANTS = [
    "authorization_code",
    "implicit",
    "refresh_token",
    "password",
    "client_credentials",
    "urn:ietf:params:oauth:grant-type:device_code",
    "urn:okta:params:oauth:grant-type:otp",
    "http://auth0.com/oauth/grant-type/mfa-otp",
    "urn:okta:params:oauth:grant-type:oob",
    "http://auth0.com/oauth/grant-type/mfa-oob",
    "urn:ietf:params:oauth:grant-type:token-exchange",
]
METHODS = [
    "client_secret_basic",
    "client_secret_post",
    "client_secret_jwt",
    "private_key_jwt",
    "none",
]


def organization(org: Org, _request: Request, _call: Call) -> Answer:
    """Answer the engine: `pipeline` is "v1" or "idx"."""
    okta_domain = org.recipe.okta_domain
    stated = f"https://{okta_domain}" if okta_domain else org.origin
    links: Json = {"organization": {"href": stated}}
    if org.recipe.custom_domain:
        links["alternate"] = {"href": f"https://{org.recipe.custom_domain}"}
    body = {
        "id": org.id,
        "cell": org.cell[0],
        "_links": links,
        "pipeline": "idx" if org.is_identity_engine else "v1",
        "settings": {
            "analyticsCollectionEnabled": False,
            "bugReportingEnabled": True,
            "omEnabled": not org.is_identity_engine,
            "pssoEnabled": False,
            "desktopMFAEnabled": False,
            "itpEnabled": False,
        },
    }
    return Answer(body=encode(body), counts=False)


def org_server(org: Org, _request: Request, _call: Call) -> Answer:
    return _metadata(org, org.origin, f"{org.origin}/oauth2/v1")


def server(org: Org, _request: Request, call: Call) -> Answer:
    server_id = call.values["authorizationServerId"]
    row = required(org, "authorization_servers", server_id, "AuthorizationServer")
    issuer = row.value["issuer"]
    return _metadata(org, issuer, f"{issuer}/v1")


def _metadata(org: Org, issuer: str, base: str) -> Answer:
    """Answer metadata; its grants never name interaction_code, as recorded."""
    body = {
        "issuer": issuer,
        "authorization_endpoint": f"{base}/authorize",
        "token_endpoint": f"{base}/token",
        "registration_endpoint": f"{org.origin}/oauth2/v1/clients",
        "response_types_supported": ["code", "token", "id_token"],
        "grant_types_supported": GRANTS,
        "subject_types_supported": ["public"],
        "token_endpoint_auth_methods_supported": METHODS,
        "code_challenge_methods_supported": ["S256"],
        "introspection_endpoint": f"{base}/introspect",
        "revocation_endpoint": f"{base}/revoke",
        "end_session_endpoint": f"{base}/logout",
        "dpop_signing_alg_values_supported": ["RS256", "ES256"],
    }
    return Answer(body=encode(body), counts=False)


HANDLERS = {
    "getWellknownOrgMetadata": organization,
    "getOrgServerMetadata": org_server,
    "getServerMetadata": server,
}
