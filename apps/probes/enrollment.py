"""Reads MFA enrollment policies in both of their schemas. Converts nothing."""

from collections.abc import Iterator
from typing import Any

from apps.okta.shapes import Policy
from apps.okta.shapes.policies import dig
from apps.okta.snapshot import OrgSnapshot

__all__ = [
    "AUTHENTICATOR_OF",
    "active_policies",
    "factor_settings",
    "schema_of",
    "used_keys",
]

ALIASES = {"okta_voice": "okta_call", "sympantec_vip": "symantec_vip"}
# Factors that the guide maps to an authenticator, in the API's spelling.
# Source: https://developer.okta.com/docs/guides/oie-upgrade-mfa-enroll-policy/main/
AUTHENTICATOR_OF = {
    "okta_sms": "phone_number",
    "okta_call": "phone_number",
    "okta_otp": "okta_verify",
    "okta_push": "okta_verify",
    "okta_question": "security_question",
    "okta_email": "okta_email",
    "okta_password": "okta_password",
    "duo": "duo",
    "fido_webauthn": "webauthn",
}


def schema_of(policy: Policy) -> str:
    """Return "factors", "authenticators" or "unclear"; the two exclude each other.

    Source: https://developer.okta.com/docs/guides/oie-upgrade-mfa-enroll-policy/main/
    """
    settings = policy.settings or {}
    kind = settings.get("type")
    authenticators = settings.get("authenticators") is not None
    factors = settings.get("factors") is not None
    if authenticators and factors:
        return "unclear"
    if authenticators or (kind == "AUTHENTICATORS" and not factors):
        return "authenticators"
    if factors or kind == "FACTORS":
        return "factors"
    return "unclear"


def active_policies(org: OrgSnapshot) -> Iterator[Policy]:
    """Yield the active enrollment policies; raises PartUnseenError."""
    for policy in org.enrollment_policies.value:
        if policy.status == "ACTIVE":
            yield policy


def factor_settings(policy: Policy) -> dict[str, dict[str, Any]]:
    """Return the policy's factors by key, older spellings made one."""
    factors = dig(policy.settings, "factors")
    if not isinstance(factors, dict):
        return {}
    return {
        ALIASES.get(str(key), str(key)): value
        for key, value in factors.items()
        if isinstance(value, dict)
    }


def used_keys(policy: Policy) -> dict[str, str]:
    """Return {factor or authenticator key: OPTIONAL | REQUIRED} of what is allowed."""
    chosen = {
        key: str(dig(value, "enroll", "self") or "NOT_ALLOWED")
        for key, value in factor_settings(policy).items()
    }
    listed = dig(policy.settings, "authenticators")
    for entry in listed if isinstance(listed, list) else ():
        key = dig(entry, "key")
        if isinstance(key, str):
            chosen[key] = str(dig(entry, "enroll", "self") or "NOT_ALLOWED")
    return {
        key: value
        for key, value in chosen.items()
        if value not in {"NOT_ALLOWED", "DISABLED"}
    }
