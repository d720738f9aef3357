"""What the upgrade to Identity Engine does to an org, as far as our calls show it."""

from apps.simulator.build import build_authenticators
from apps.simulator.org import Org
from apps.simulator.policy_set import build_identity_engine_policies
from apps.simulator.shapes.application_links import links_of
from apps.simulator.shapes.applications import modernise
from apps.simulator.store import Json


def upgrade(org: Org) -> None:
    """Turn a Classic org into an Identity Engine one; a second call changes nothing.

    MFA_ENROLL policies keep their factors until somebody saves them, and no application
    or rule gains the interaction code grant by itself.
    """
    if org.is_identity_engine:
        return
    org.engine = "identity_engine"
    build_identity_engine_policies(org)
    for row in org.store.rows("factors"):
        org.remove("factors", row.id)
    build_authenticators(org)
    for row in org.store.rows("applications"):
        value = row.value
        modernise(value)
        value["_links"] = links_of(org, value)
        org.put("applications", value)
    for kind, change in (("OKTA_SIGN_ON", session_rule), ("PASSWORD", password_rule)):
        for policy in org.store.rows("policies", kind):
            for row in org.store.rows("policy_rules", policy.id):
                org.put("policy_rules", change(row.value))


def session_rule(value: Json) -> Json:
    value["conditions"]["identityProvider"] = {"provider": "ANY"}
    value["actions"]["signon"].setdefault("primaryFactor", "PASSWORD_IDP")
    return value


def password_rule(value: Json) -> Json:
    """Give a reset rule the requirement that its policy's recovery factors meant."""
    value["actions"]["selfServicePasswordReset"].setdefault(
        "requirement",
        {"primary": {"methods": ["email", "sms"]}, "stepUp": {"required": False}},
    )
    return value
