"""Rules of org policies by type."""

from typing import Any

from apps.simulator.org import Org
from apps.simulator.shapes.policies import OLD_TYPES
from apps.simulator.store import Json

ANYONE: Json = {"people": {"users": {"exclude": []}}}
ANYWHERE: Json = {"network": {"connection": "ANYWHERE"}}


def rule(
    org: Org,
    policy: Json,
    name: str,
    *,
    actions: Json,
    conditions: Json | None,
    **fields: Any,
) -> Json:
    """Add a rule after those of its policy; `fields` are set as given."""
    kind = policy["type"]
    object_id = org.new_id("0pr" if kind in OLD_TYPES else "rul")
    system = bool(fields.get("system", False))
    priority = len(org.store.rows("policy_rules", policy["id"])) + 1
    value: Json = {"id": object_id, "status": "ACTIVE", "name": name}
    value["priority"] = 99 if system and kind.endswith("POLICY") else priority
    value |= org.dates("rule", object_id)
    value |= {"system": system, "conditions": conditions, "actions": actions}
    value |= fields
    base = f"/api/v1/policies/{policy['id']}/rules/{object_id}"
    allow = ("GET", "PUT") if system else ("GET", "PUT", "DELETE")
    value["_links"] = {"self": org.link(base, *allow)}
    if not system:
        off = org.link(f"{base}/lifecycle/deactivate", "POST")
        value["_links"]["deactivate"] = off
    value["type"] = "SIGN_ON" if kind == "OKTA_SIGN_ON" else kind
    return org.put("policy_rules", value, policy["id"])


def session_conditions(org: Org) -> Json:
    """Return a session rule's conditions; Identity Engine adds the provider."""
    value = ANYONE | ANYWHERE | {"authContext": {"authType": "ANY"}}
    if org.is_identity_engine:
        value["identityProvider"] = {"provider": "ANY"}
    return value


def session_actions(
    *, require_factor: bool, primary_factor: str = "PASSWORD_IDP"
) -> Json:
    signon: Json = {
        "access": "ALLOW",
        "requireFactor": require_factor,
        "primaryFactor": primary_factor,
    }
    if require_factor:
        signon |= {"factorPromptMode": "SESSION", "factorLifetime": 15}
    signon["rememberDeviceByDefault"] = False
    signon["session"] = {
        "usePersistentCookie": False,
        "maxSessionIdleMinutes": 120,
        "maxSessionLifetimeMinutes": 720,
    }
    return {"signon": signon}


def chain_actions(*criteria: tuple[str, str]) -> Json:
    """Return a factor sequencing chain: one step for each (provider, factorType)."""
    chain: Json = {}
    for provider, factor in reversed(criteria):
        step: Json = {"criteria": [{"provider": provider, "factorType": factor}]}
        if chain:
            step["next"] = [chain]
        chain = step
    return {"signon": {"access": "CHALLENGE", "challenge": {"chain": [chain]}}}


def reset_actions(org: Org, *methods: str, access_control: str = "") -> Json:
    """Return actions of a PASSWORD rule; Identity Engine adds a `requirement`."""
    reset: Json = {"access": "ALLOW"}
    if org.is_identity_engine:
        reset["requirement"] = {
            "primary": {"methods": list(methods)},
            "stepUp": {"required": False},
        }
        if access_control:
            reset["requirement"]["accessControl"] = access_control
    return {
        "passwordChange": {"access": "ALLOW"},
        "selfServicePasswordReset": reset,
        "selfServiceUnlock": {"access": "DENY"},
    }


def enroll_actions(when: str = "CHALLENGE") -> Json:
    return {"enroll": {"self": when}}


def routing_conditions(*patterns: str) -> Json:
    return ANYWHERE | {
        "userIdentifier": {
            "patterns": [
                {"matchType": "SUFFIX", "value": pattern} for pattern in patterns
            ],
            "type": "IDENTIFIER",
        },
        "app": {"include": [], "exclude": []},
    }


def routing_actions(kind: str, name: str = "", idp_id: str = "") -> Json:
    """Return actions that send people to one identity provider."""
    provider: Json = {"type": kind, "id": idp_id or None, "name": name or None}
    return {
        "idp": {
            "providers": [provider],
            "matchCriteria": [],
            "idpSelectionType": "SPECIFIC",
        }
    }


def access_conditions() -> Json:
    return (
        ANYONE
        | ANYWHERE
        | {"riskScore": {"level": "ANY"}, "userType": {"include": [], "exclude": []}}
    )


def access_actions(factor_mode: str, *constraints: Json, access: str = "ALLOW") -> Json:
    method: Json = {
        "factorMode": factor_mode,
        "type": "ASSURANCE",
        "reauthenticateIn": "PT2H",
    }
    if constraints:
        method["constraints"] = list(constraints)
    sign_on: Json = {"access": access, "verificationMethod": method}
    return {"appSignOn": sign_on | {"keepMeSignedIn": {"postAuth": "NOT_ALLOWED"}}}


def enrollment_form_actions(org: Org, **changes: Any) -> Json:
    """Return actions of a PROFILE_ENROLLMENT rule."""
    attributes = (
        ("email", "Email"),
        ("firstName", "First name"),
        ("lastName", "Last name"),
    )
    return {
        "profileEnrollment": {
            "access": "ALLOW",
            "preRegistrationInlineHooks": None,
            "profileAttributes": [
                {"name": name, "label": label, "required": True}
                for name, label in attributes
            ],
            "targetGroupIds": None,
            "unknownUserAction": "DENY",
            "activationRequirements": {"emailVerification": True},
            "uiSchemaId": org.new_id("uis"),
            "progressiveProfilingAction": "DISABLED",
        }
        | changes
    }
