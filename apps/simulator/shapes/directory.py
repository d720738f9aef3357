"""The org and its short lists: tokens, providers, origins, zones, features."""

from apps.simulator.org import Org
from apps.simulator.store import Json

# Ids of features are the same in every org.
FEATURES = (
    ("ftrY7h0QLjlthOWwUv9C", "Create virtual roles with Collections", "DISABLED"),
    ("ftr35Jf5emctrZSjyMpz", "Active Directory DirSync", "DISABLED"),
    (
        "ftrNsm8rfZJrfUmGpH6s",
        "App settings permissions for custom admin roles",
        "ENABLED",
    ),
    (
        "ftrL2N7I92MLhHKcpavB",
        "Network restrictions for OAuth Token Endpoint",
        "DISABLED",
    ),
    ("ftrP0P74mVayVI2bNK9L", "Endpoint Integrations API", "DISABLED"),
    ("ftrsnDivoWoyuvRcHv0b", "Custom Password Policy Restrictions", "DISABLED"),
    ("ftrEQo6SokUhGBs0Ru19", "Deactivate App Assignments", "DISABLED"),
)
ENDPOINTS = (
    ("slo", "HTTP-REDIRECT"),
    ("authorization", "HTTP-REDIRECT"),
    ("token", "HTTP-POST"),
    ("userInfo", "HTTP-REDIRECT"),
    ("jwks", "HTTP-REDIRECT"),
)


def org_settings(org: Org) -> Json:
    dates = org.dates("org")
    value: Json = {
        "id": org.id,
        "subdomain": org.recipe.subdomain,
        "companyName": org.recipe.company,
        "status": "ACTIVE",
        "expiresAt": None,
        **dates,
        "website": f"https://www.{org.recipe.domain}",
        "phoneNumber": "",
        "endUserSupportHelpURL": "",
        "supportPhoneNumber": "",
        **dict.fromkeys(
            ("address1", "address2", "city", "state", "country", "postalCode")
        ),
        "_links": {
            "preferences": org.link("/api/v1/org/preferences"),
            "uploadLogo": org.link("/api/v1/org/logo", "POST"),
            "oktaCommunication": org.link("/api/v1/org/privacy/oktaCommunication"),
            "logo": {
                "href": "https://ok12static.oktacdn.com/fs/bco/1/fs00000000000000000"
            },
            "oktaSupport": org.link("/api/v1/org/privacy/oktaSupport"),
            "contacts": org.link("/api/v1/org/contacts"),
        },
    }
    return org.put("org_settings", value)


def contact(org: Org, kind: str) -> Json:
    path = f"/api/v1/org/contacts/{kind.lower()}"
    value: Json = {"contactType": kind, "_links": {kind.lower(): org.link(path)}}
    return org.put("contacts", value)


def api_token(org: Org, name: str, *, user_id: str = "") -> Json:
    object_id = org.new_id("00T")
    dates = org.dates("token", object_id)
    base = f"/api/v1/api-tokens/{object_id}"
    value: Json = {
        "id": object_id,
        "name": name,
        "userId": user_id or org.administrator,
        "tokenWindow": "P30D",
        "network": {"connection": "ANYWHERE"},
        "expiresAt": "2027-01-30T09:00:00.000Z",
        **dates,
        "clientName": "Okta API",
        "_links": {"self": org.link(base, "GET", "DELETE")},
    }
    return org.put("api_tokens", value)


def identity_provider(org: Org, kind: str, name: str) -> Json:
    object_id = org.new_id("0oa")
    protocols = {"X509": "MTLS", "SAML2": "SAML2"}
    site = f"https://idp.{org.recipe.domain}"
    value: Json = {
        "id": object_id,
        "issuerMode": "ORG_URL",
        "name": name,
        "status": "ACTIVE",
        **org.dates("idp", object_id),
        "protocol": {
            "type": protocols.get(kind, "OIDC"),
            "endpoints": {
                name: {"url": f"{site}/{name}", "binding": binding}
                for name, binding in ENDPOINTS
            },
            "algorithms": {
                "request": {"signature": {"algorithm": "HS256", "scope": "REQUEST"}}
            },
            "settings": {"nameFormat": None, "participateSlo": True},
            "scopes": ["openid"],
            "issuer": {"url": site},
            "credentials": {
                "client": {"client_id": "meridian", "client_secret": "not-a-secret"}
            },
        },
        "policy": {
            "provisioning": {
                "action": "AUTO",
                "profileMaster": False,
                "groups": {"action": "NONE"},
                "conditions": {
                    "deprovisioned": {"action": "NONE"},
                    "suspended": {"action": "NONE"},
                },
            },
            "accountLink": {"filter": None, "action": "AUTO"},
            "subject": {
                "userNameTemplate": {"template": "idpuser.email"},
                "filter": None,
                "matchType": "USERNAME",
                "matchAttribute": None,
            },
            "maxClockSkew": 0,
            "trustClaims": True,
            "transformedUsernameMatchingEnabled": False,
        },
        "type": kind,
        "_links": {
            "authorize": {
                **org.link(f"/oauth2/v1/authorize?idp={object_id}", "GET"),
                "templated": True,
            },
            "clientRedirectUri": org.link("/oauth2/v1/authorize/callback", "POST"),
        },
    }
    return org.put("identity_providers", value)


def trusted_origin(org: Org, name: str, origin: str, *scopes: str) -> Json:
    object_id = org.new_id("tos")
    base = f"/api/v1/trustedOrigins/{object_id}"
    value: Json = {
        "id": object_id,
        "name": name,
        "origin": origin,
        "scopes": [{"type": scope} for scope in scopes],
        "status": "ACTIVE",
        **org.dates("origin", object_id),
        "createdBy": org.administrator,
        "lastUpdatedBy": org.administrator,
        "_links": {
            "self": org.link(base, "GET", "PUT", "DELETE"),
            "deactivate": org.link(f"{base}/lifecycle/deactivate", "POST"),
        },
    }
    return org.put("trusted_origins", value)


def zone(org: Org, name: str, *gateways: str, system: bool = False) -> Json:
    object_id = org.new_id("nzo")
    base = f"/api/v1/zones/{object_id}"
    value: Json = {
        "type": "IP",
        "id": object_id,
        "name": name,
        "status": "ACTIVE",
        "usage": "POLICY",
        **org.dates("zone", object_id),
        "system": system,
        "gateways": [{"type": "CIDR", "value": gateway} for gateway in gateways]
        or None,
        "proxies": None,
        "_links": {
            "self": org.link(base, "GET", "PUT", "DELETE"),
            "deactivate": org.link(f"{base}/lifecycle/deactivate", "POST"),
        },
    }
    return org.put("zones", value)


def feature(org: Org, object_id: str, name: str, status: str) -> Json:
    base = f"/api/v1/features/{object_id}"
    turn = "disable" if status == "ENABLED" else "enable"
    value: Json = {
        "id": object_id,
        "type": "self-service",
        "status": status,
        "name": name,
        "description": f"{name}, for orgs that ask for it early.",
        "stage": {"value": "EA"},
        "_links": {
            turn: org.link(f"{base}/{turn}", "POST"),
            "self": org.link(base),
            "dependents": org.link(f"{base}/dependents"),
            "dependencies": org.link(f"{base}/dependencies"),
        },
    }
    return org.put("features", value)
