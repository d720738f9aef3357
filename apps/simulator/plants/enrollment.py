"""Hazards in authenticator enrollment (MFA_ENROLL) and factor types."""

from apps.simulator.org import Org
from apps.simulator.plants.plant import IDENTITY_ENGINE, Plant, by_name
from apps.simulator.shapes import rules
from apps.simulator.shapes.policies import factor_settings, groups, policy
from apps.simulator.store import Json


def _partners(org: Org) -> Json:
    return org.find("policies", type="MFA_ENROLL", system=False)


def _rule(org: Org, name: str, *, when: str, conditions: Json) -> Json:
    return rules.rule(
        org,
        _partners(org),
        name,
        actions=rules.enroll_actions(when),
        conditions=conditions,
    )


def mfa_enroll_app_condition(org: Org) -> None:
    application = org.find("applications", status="ACTIVE", name="oidc_client")
    include = [{"type": "APP", "id": application["id"]}]
    conditions = rules.ANYONE | rules.ANYWHERE | {"app": {"include": include}}
    _rule(org, "Only for one application", when="CHALLENGE", conditions=conditions)


def mfa_enroll_never(org: Org) -> None:
    conditions = rules.ANYONE | rules.ANYWHERE
    _rule(org, "Never enrol", when="NEVER", conditions=conditions)


def mfa_enroll_at_sign_in(org: Org) -> None:
    conditions = rules.ANYONE | rules.ANYWHERE
    _rule(org, "Enrol at sign-in", when="LOGIN", conditions=conditions)


def _factor_policy(org: Org, name: str, **factors: str) -> Json:
    return policy(
        org,
        "MFA_ENROLL",
        name,
        description=f"{name}, kept since Classic Engine",
        conditions=groups(org.new_id("00g")),
        settings=factor_settings(**factors),
    )


def enrollment_policy_on_factors(org: Org) -> None:
    _factor_policy(org, "Contractors", okta_email="REQUIRED", okta_otp="OPTIONAL")


def email_optional(org: Org) -> None:
    _factor_policy(org, "Shoppers", okta_email="OPTIONAL", okta_sms="OPTIONAL")


def sms_and_call_differ(org: Org) -> None:
    _factor_policy(org, "Drivers", okta_sms="REQUIRED", okta_call="NOT_ALLOWED")


def otp_without_push(org: Org) -> None:
    _factor_policy(org, "Night shift", okta_otp="REQUIRED", okta_push="NOT_ALLOWED")


def duo_factor(org: Org) -> None:
    _factor_policy(org, "Auditors", okta_email="REQUIRED", duo="REQUIRED")
    if org.store.row("factors", "duo"):
        org.edit("factors", "duo", {"status": "ACTIVE"})


def okta_verify_fips(org: Org) -> None:
    one = org.find("authenticators", key="okta_verify")
    org.edit(
        "authenticators", one["id"], {"settings": {"compliance": {"fips": "REQUIRED"}}}
    )


def okta_verify_user_verification(org: Org) -> None:
    one = org.find("authenticators", key="okta_verify")
    org.edit(
        "authenticators", one["id"], {"settings": {"userVerification": "REQUIRED"}}
    )


def email_authenticator_off(org: Org) -> None:
    one = org.find("authenticators", key="okta_email")
    org.edit("authenticators", one["id"], {"status": "INACTIVE"})


PLANTS = by_name(
    Plant(
        title="An enrollment rule names an application", make=mfa_enroll_app_condition
    ),
    Plant(title="An enrollment rule never enrols", make=mfa_enroll_never),
    Plant(title="An enrollment rule asks at sign-in", make=mfa_enroll_at_sign_in),
    Plant(
        title="An enrollment policy is still on factors",
        make=enrollment_policy_on_factors,
    ),
    Plant(title="E-mail is an optional factor", make=email_optional),
    Plant(title="SMS and voice differ", make=sms_and_call_differ),
    Plant(title="One-time passwords without push", make=otp_without_push),
    Plant(title="The Duo factor is in use", make=duo_factor),
    Plant(
        title="Okta Verify requires FIPS",
        make=okta_verify_fips,
        engines=IDENTITY_ENGINE,
    ),
    Plant(
        title="Okta Verify requires user verification",
        make=okta_verify_user_verification,
        engines=IDENTITY_ENGINE,
    ),
    Plant(
        title="The e-mail authenticator is off",
        make=email_authenticator_off,
        engines=IDENTITY_ENGINE,
    ),
)
