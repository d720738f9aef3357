"""Authenticators of Identity Engine and the factor types of Classic Engine."""

from typing import Any

from apps.simulator.org import Org
from apps.simulator.store import Json

OKTA_VERIFY_SETTINGS: Json = {
    "compliance": {"fips": "OPTIONAL"},
    "channelBinding": {"style": "NUMBER_CHALLENGE", "required": "NEVER"},
    "userVerification": "PREFERRED",
    "userVerificationMethods": ["BIOMETRICS", "PIN"],
    "appInstanceId": "",
}
# key, type, name, status, settings
AUTHENTICATORS: tuple[tuple[str, str, str, str, Json | None], ...] = (
    (
        "okta_email",
        "email",
        "Email",
        "ACTIVE",
        {"allowedFor": "any", "tokenLifetimeInMinutes": 5},
    ),
    ("okta_password", "password", "Password", "ACTIVE", None),
    ("okta_verify", "app", "Okta Verify", "ACTIVE", OKTA_VERIFY_SETTINGS),
    ("phone_number", "phone", "Phone", "ACTIVE", {"allowedFor": "any"}),
    (
        "security_question",
        "security_question",
        "Security Question",
        "ACTIVE",
        {"allowedFor": "recovery"},
    ),
    ("webauthn", "security_key", "Security Key or Biometric", "ACTIVE", None),
    ("google_otp", "app", "Google Authenticator", "INACTIVE", {}),
    ("custom_otp", "security_key", "Custom OTP", "INACTIVE", None),
    ("custom_otp", "security_key", "Hardware Token", "INACTIVE", None),
)
# id, provider, factorType, status
FACTORS = (
    ("google_otp", "GOOGLE", "token:software:totp", "ACTIVE"),
    ("okta_call", "OKTA", "call", "INACTIVE"),
    ("okta_email", "OKTA", "email", "ACTIVE"),
    ("okta_otp", "OKTA", "token:software:totp", "ACTIVE"),
    ("okta_push", "OKTA", "push", "ACTIVE"),
    ("okta_question", "OKTA", "question", "ACTIVE"),
    ("okta_sms", "OKTA", "sms", "ACTIVE"),
    ("fido_webauthn", "FIDO", "webauthn", "INACTIVE"),
    ("duo", "DUO", "web", "NOT_SETUP"),
    ("rsa_token", "RSA", "token", "NOT_SETUP"),
    ("symantec_vip", "SYMANTEC", "token", "NOT_SETUP"),
    ("yubikey_token", "YUBICO", "token:hardware", "NOT_SETUP"),
)


def authenticator(org: Org, key: str, kind: str, *, name: str, **fields: Any) -> Json:
    """Add an authenticator; `fields` are its status and its settings, if any."""
    status = fields.get("status", "ACTIVE")
    object_id = org.new_id("aut")
    base = f"/api/v1/authenticators/{object_id}"
    turn = "deactivate" if status == "ACTIVE" else "activate"
    links = {"self": org.link(base, "GET", "PUT")}
    if key != "okta_password":
        links[turn] = org.link(f"{base}/lifecycle/{turn}", "POST")
    links["methods"] = org.link(f"{base}/methods", "GET")
    if key == "okta_verify":
        links["enroll"] = org.link("/idp/authenticators", "POST")
    value: Json = {
        "type": kind,
        "id": object_id,
        "key": key,
        "status": status,
        "name": name,
        **org.dates("authenticator", object_id),
    }
    if fields.get("settings") is not None:
        value["settings"] = fields["settings"]
    value["_links"] = links
    return org.put("authenticators", value)


def factor(org: Org, key: str, provider: str, kind: str, status: str) -> Json:
    base = f"/api/v1/org/factors/{key}"
    turn = "deactivate" if status == "ACTIVE" else "activate"
    value: Json = {
        "id": key,
        "provider": provider,
        "factorType": kind,
        "status": status,
        "_links": {
            "self": org.link(base, "GET"),
            turn: org.link(f"{base}/lifecycle/{turn}", "POST"),
        },
    }
    return org.put("factors", value)
