"""Answers to PUT: what is left out of the body is lost, as recorded."""

from apps.simulator.contract import Call
from apps.simulator.messages import Answer, OktaError, Request, invalid
from apps.simulator.mixture import INTERACTION_CODE
from apps.simulator.org import Org, letters
from apps.simulator.reading import Handler, required
from apps.simulator.replacement import replaced_application
from apps.simulator.store import Json, encode

ENROLLMENT_KEYS = frozenset(
    [
        "custom_app",
        "custom_otp",
        "duo",
        "external_idp",
        "google_otp",
        "okta_email",
        "okta_password",
        "okta_verify",
        "onprem_mfa",
        "phone_number",
        "rsa_token",
        "security_question",
        "symantec_vip",
        "webauthn",
        "yubikey_token",
    ]
)


def check_grants(org: Org, grants: list[str]) -> None:
    """Refuse the interaction code where the org cannot use it; raises OktaError."""
    if INTERACTION_CODE not in grants:
        return
    if not org.is_identity_engine or not org.interaction_code_switch:
        cause = "grant_types: 'interaction_code' is not an allowed grant type."
        raise invalid("grant_types", cause)


def replace_application(org: Org, request: Request, call: Call) -> Answer:
    """Replace an application; the answer holds the client secret in clear."""
    object_id = call.values["appId"]
    old = required(org, "applications", object_id, "AppInstance").value
    body: Json = request.json
    for fixed in ("name", "signOnMode"):
        if body[fixed] != old[fixed]:
            raise invalid(fixed, f"{fixed}: The field cannot be modified.")
    client = body["settings"].get("oauthClient")
    if client:
        check_grants(org, client.get("grant_types", []))
        if not client.get("response_types") and client.get("grant_types"):
            raise invalid("response_types", "response_types: Must not be empty.")
    value = replaced_application(org, old, body)
    value["lastUpdated"] = org.today()
    org.put("applications", value)
    secret = value["credentials"].get("oauthClient")
    if secret and secret["token_endpoint_auth_method"].startswith("client_secret"):
        secret["client_secret"] = letters(64, org.recipe.seed, object_id, "secret")
    return Answer(body=encode(value))


def replace_server_rule(org: Org, request: Request, call: Call) -> Answer:
    rule_id = call.values["ruleId"]
    row = required(org, "authorization_server_rules", rule_id, "PolicyRule")
    old, body = row.value, request.json
    conditions: Json = body["conditions"]
    grants = sorted(conditions.get("grantTypes", {}).get("include", []))
    check_grants(org, grants)
    people: Json = conditions.get("people", {})
    value = {key: old[key] for key in ("id", "status")}
    value |= {"name": body["name"]}
    siblings = len(org.store.rows("authorization_server_rules", row.parent))
    value["priority"] = min(body.get("priority", old["priority"]), siblings)
    value |= {"created": old["created"], "lastUpdated": org.today()}
    value["system"] = old["system"]
    value["conditions"] = {
        "people": {
            "users": {"exclude": people.get("users", {}).get("exclude", [])},
            "groups": people.get("groups", {"include": []}),
        },
        "grantTypes": {"include": grants},
        "scopes": {"include": conditions.get("scopes", {}).get("include", [])},
    }
    token = body.get("actions", {}).get("token", {})
    value["actions"] = {
        "token": {
            "accessTokenLifetimeMinutes": 60,
            "refreshTokenLifetimeMinutes": 0,
            "refreshTokenWindowMinutes": 10080,
        }
        | token
    }
    value |= {"_links": old["_links"], "type": old["type"]}
    return Answer(body=encode(org.put("authorization_server_rules", value)))


def replace_policy(org: Org, request: Request, call: Call) -> Answer:
    policy_id = call.values["policyId"]
    old = required(org, "policies", policy_id, "Policy").value
    body: Json = request.json
    if body["type"] != old["type"]:
        raise invalid("type", "type: The field cannot be modified.")
    if "PUT" not in old["_links"]["self"]["hints"]["allow"]:
        raise OktaError(403, "E0000006")
    settings = body.get("settings")
    if old["type"] == "MFA_ENROLL":
        settings = enrollment_settings(org, settings or {})
    value = {key: old[key] for key in ("id", "status")} | {"name": body["name"]}
    if "description" in body:
        value["description"] = body["description"]
    value["priority"] = body.get("priority", old["priority"])
    value["system"] = old["system"]
    value["conditions"] = body.get("conditions")
    value |= {"created": old["created"], "lastUpdated": org.today()}
    if settings is not None:
        value["settings"] = settings
    kept = ("_links", "_embedded", "type")
    value |= {key: old[key] for key in kept if key in old}
    return Answer(body=encode(org.put("policies", value)))


def enrollment_settings(org: Org, settings: Json) -> Json:
    """Take factors or authenticators, never both; raises OktaError."""
    authenticators, factors = settings.get("authenticators"), settings.get("factors")
    if (authenticators is None) == (factors is None):
        cause = "settings: Exactly one of factors and authenticators must be sent."
        raise invalid("settings", cause)
    if authenticators is None:
        return {"factors": factors}
    if not org.is_identity_engine:
        cause = "settings.authenticators: The field is not supported by this org."
        raise invalid("settings", cause)
    for one in authenticators:
        if one.get("key") not in ENROLLMENT_KEYS:
            cause = f"settings.authenticators: {one.get('key')} is no authenticator."
            raise invalid("settings", cause)
    return {"type": "AUTHENTICATORS", "authenticators": authenticators}


def replace_event_hook(org: Org, request: Request, call: Call) -> Answer:
    """Replace an event hook; it must be verified again before it hears anything."""
    hook_id = call.values["eventHookId"]
    old = required(org, "event_hooks", hook_id, "Webhook").value
    body: Json = request.json
    value = old | {"verificationStatus": "UNVERIFIED", "lastUpdated": org.today()}
    value["name"] = body["name"]
    value["description"] = body.get("description")
    value["events"] = {"filter": None} | body["events"]
    value["channel"] = body["channel"]
    scheme = value["channel"]["config"].get("authScheme")
    if scheme:
        scheme.pop("value", None)
    return Answer(body=encode(org.put("event_hooks", value)))


HANDLERS: dict[str, Handler] = {
    "replaceApplication": replace_application,
    "replaceAuthorizationServerPolicyRule": replace_server_rule,
    "replacePolicy": replace_policy,
    "replaceEventHook": replace_event_hook,
}
