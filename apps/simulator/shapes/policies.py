"""Org policies of every type; no rules."""

from collections.abc import Sequence
from typing import Any

from apps.simulator.org import Org
from apps.simulator.store import Json

# Policy types that Classic Engine knows keep the prefix of old ids.
OLD_TYPES = frozenset(
    {"OKTA_SIGN_ON", "PASSWORD", "MFA_ENROLL", "IDP_DISCOVERY", "OAUTH"}
)
DEFAULT_TEXT = (
    "The default policy applies in all situations if no other policy applies."
)


def policy(
    org: Org,
    kind: str,
    name: str,
    *,
    system: bool = False,
    **fields: Any,
) -> Json:
    """Add a policy after those of its type; `fields` are set as given."""
    object_id = org.new_id("00p" if kind in OLD_TYPES else "rst")
    shared = kind in ("ACCESS_POLICY", "PROFILE_ENROLLMENT")
    priority = 1 if shared else len(org.store.rows("policies", kind)) + 1
    value: Json = {"id": object_id, "status": "ACTIVE", "name": name}
    value["description"] = fields.pop("description", f"{name} of the company.")
    value |= {"priority": priority, "system": system, "conditions": None}
    value |= org.dates("policy", object_id)
    value |= fields
    value["_links"] = policy_links(org, value)
    if kind == "ACCESS_POLICY":
        value.setdefault("_embedded", {"resourceType": "APP"})
    value["type"] = kind
    return org.put("policies", value, kind)


def policy_links(org: Org, value: Json) -> Json:
    base = f"/api/v1/policies/{value['id']}"
    managed = value.get("_embedded", {}).get("resourceType", "APP") != "APP"
    links: Json = {}
    if value["system"]:
        allow: tuple[str, ...] = ("GET",) if managed else ("GET", "PUT")
    else:
        links["mappings"] = org.link(f"{base}/mappings", "GET", "POST")
        allow = ("GET", "PUT", "DELETE")
    links["self"] = org.link(base, *allow)
    links["rules"] = org.link(f"{base}/rules", "GET", "POST")
    if not value["system"]:
        links["deactivate"] = org.link(f"{base}/lifecycle/deactivate", "POST")
    return links


def groups(*ids: str) -> Json:
    return {"people": {"groups": {"include": list(ids)}}}


def password_settings(active: Sequence[str] = ("okta_email",)) -> Json:
    """Return `settings` of a PASSWORD policy; `active` names its recovery factors."""

    def status(factor: str) -> str:
        return "ACTIVE" if factor in active else "INACTIVE"

    return {
        "password": {
            "complexity": {
                "minLength": 8,
                "minLowerCase": 1,
                "minUpperCase": 1,
                "minNumber": 1,
                "minSymbol": 0,
                "excludeUsername": True,
                "dictionary": {"common": {"exclude": False}},
                "excludeAttributes": [],
            },
            "age": {
                "maxAgeDays": 0,
                "expireWarnDays": 0,
                "minAgeMinutes": 0,
                "historyCount": 4,
            },
            "lockout": {
                "maxAttempts": 10,
                "autoUnlockMinutes": 0,
                "userLockoutNotificationChannels": [],
                "showLockoutFailures": False,
            },
            "breachedProtection": {
                "expireAfterDays": None,
                "logoutEnabled": False,
                "delegatedWorkflowId": None,
            },
        },
        "recovery": {
            "factors": {
                "recovery_question": {
                    "status": status("recovery_question"),
                    "properties": {"complexity": {"minLength": 4}},
                },
                "okta_email": {
                    "status": status("okta_email"),
                    "properties": {"recoveryToken": {"tokenLifetimeMinutes": 60}},
                },
                "okta_sms": {"status": status("okta_sms")},
                "okta_call": {"status": status("okta_call")},
            }
        },
        "delegation": {"options": {"skipUnlock": False}},
    }


def factor_settings(**factors: str) -> Json:
    """Return `settings` of an MFA_ENROLL policy as Classic Engine has it."""
    return {
        "factors": {
            name: {"enroll": {"self": wanted}, "consent": {"type": "NONE"}}
            for name, wanted in factors.items()
        }
    }


def authenticator_settings(**authenticators: str) -> Json:
    """Return `settings` of an MFA_ENROLL policy that was converted."""
    return {
        "type": "AUTHENTICATORS",
        "authenticators": [
            {"key": key, "enroll": {"self": wanted}}
            for key, wanted in authenticators.items()
        ],
    }
