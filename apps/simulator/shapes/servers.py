"""Custom authorization servers with their access policies and rules."""

from collections.abc import Sequence

from apps.simulator.org import Org, letters
from apps.simulator.store import Json


def server(org: Org, name: str, *, audience: str, default: bool = False) -> Json:
    """Add an authorization server."""
    object_id = org.new_id("aus")
    base = f"/api/v1/authorizationServers/{object_id}"
    issuer = f"{org.origin}/oauth2/{'default' if default else object_id}"
    dates = org.dates("server", object_id)
    value: Json = {
        "id": object_id,
        "name": name,
        "description": f"Access tokens for {audience}",
        "audiences": [audience],
        "issuer": issuer,
        "issuerMode": "ORG_URL",
        "status": "ACTIVE",
        **dates,
        "credentials": {
            "signing": {
                "kid": letters(43, org.recipe.seed, object_id),
                "rotationMode": "AUTO",
                "lastRotated": dates["lastUpdated"],
                "nextRotation": "2027-06-11T23:23:10.000Z",
            }
        },
        "default": default,
        "_links": {
            "rotateKey": org.link(f"{base}/credentials/lifecycle/keyRotate", "POST"),
            "metadata": [
                {"name": name, **org.link(f"{path}/.well-known/{name}", "GET")}
                for path in (f"/oauth2/{object_id}",)
                for name in ("oauth-authorization-server", "openid-configuration")
            ],
            "keys": org.link(f"{base}/credentials/keys", "GET"),
            "claims": org.link(f"{base}/claims", "GET", "POST"),
            "policies": org.link(f"{base}/policies", "GET", "POST"),
            "self": org.link(base, "GET", "DELETE", "PUT"),
            "scopes": org.link(f"{base}/scopes", "GET", "POST"),
            "deactivate": org.link(f"{base}/lifecycle/deactivate", "POST"),
        },
    }
    return org.put("authorization_servers", value)


def server_policy(
    org: Org, server_id: str, name: str, clients: Sequence[str] = ("ALL_CLIENTS",)
) -> Json:
    """Add an access policy to a server."""
    object_id = org.new_id("00p")
    base = f"/api/v1/authorizationServers/{server_id}/policies/{object_id}"
    count = len(org.store.rows("authorization_server_policies", server_id))
    value: Json = {
        "id": object_id,
        "status": "ACTIVE",
        "name": name,
        "description": name,
        "priority": count + 1,
        "system": False,
        "conditions": {"clients": {"include": list(clients)}},
        **org.dates("server policy", object_id),
        "_links": {
            "self": org.link(base, "GET", "PUT", "DELETE"),
            "rules": org.link(f"{base}/rules", "GET"),
            "deactivate": org.link(f"{base}/lifecycle/deactivate", "POST"),
        },
        "type": "OAUTH_AUTHORIZATION_POLICY",
    }
    return org.put("authorization_server_policies", value, server_id)


def server_rule(
    org: Org,
    parent: str,
    name: str,
    grants: Sequence[str],
    hook_id: str = "",
) -> Json:
    """Add a rule; `parent` is "<server id>/<policy id>"."""
    object_id = org.new_id("0pr")
    server_id, policy_id = parent.split("/")
    base = (
        f"/api/v1/authorizationServers/{server_id}"
        f"/policies/{policy_id}/rules/{object_id}"
    )
    count = len(org.store.rows("authorization_server_rules", parent))
    token: Json = {
        "accessTokenLifetimeMinutes": 60,
        "refreshTokenLifetimeMinutes": 0,
        "refreshTokenWindowMinutes": 10080,
    }
    if hook_id:
        token["inlineHook"] = {"id": hook_id}
    value: Json = {
        "id": object_id,
        "status": "ACTIVE",
        "name": name,
        "priority": count + 1,
        **org.dates("server rule", object_id),
        "system": False,
        "conditions": {
            "people": {"users": {"exclude": []}, "groups": {"include": ["EVERYONE"]}},
            "grantTypes": {"include": list(grants)},
            "scopes": {"include": ["*"]},
        },
        "actions": {"token": token},
        "_links": {
            "self": org.link(base, "GET", "PUT", "DELETE"),
            "deactivate": org.link(f"{base}/lifecycle/deactivate", "POST"),
        },
        "type": "RESOURCE_ACCESS",
    }
    return org.put("authorization_server_rules", value, parent)
