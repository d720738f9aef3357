"""The policies of a healthy org, by engine."""

from typing import Any

from apps.simulator.org import Org
from apps.simulator.shapes import directory, rules
from apps.simulator.shapes.policies import (
    DEFAULT_TEXT,
    authenticator_settings,
    factor_settings,
    groups,
    password_settings,
    policy,
)
from apps.simulator.store import Json

MANAGED = "END_USER_ACCOUNT_MANAGEMENT"
POSSESSION: Json = {"possession": {"required": True, "deviceBound": "REQUIRED"}}
PHISHING_RESISTANT: Json = {
    "possession": {"required": True, "phishingResistant": "REQUIRED"}
}


def build_policies(org: Org) -> None:
    """Add the types that both engines know, then those of Identity Engine."""
    build_session_policies(org)
    build_password_policies(org)
    build_enrollment_policies(org)
    build_routing_policy(org)
    if org.is_identity_engine:
        build_identity_engine_policies(org)


def build_session_policies(org: Org) -> None:
    staff = org.new_id("00g")
    office = policy(org, "OKTA_SIGN_ON", "Employees", conditions=groups(staff))
    default = policy(
        org,
        "OKTA_SIGN_ON",
        "Default Policy",
        system=True,
        description=DEFAULT_TEXT,
        conditions=groups(org.group_everyone),
    )
    for one, name, system in (
        (office, "Employees with a second factor", False),
        (default, "Default Rule", True),
    ):
        rules.rule(
            org,
            one,
            name,
            actions=rules.session_actions(require_factor=True),
            conditions=rules.session_conditions(org),
            system=system,
        )


def build_password_policies(org: Org) -> None:
    everyone = groups(org.group_everyone)
    for name, provider in (
        ("Default Policy", "OKTA"),
        ("Active Directory Policy", "ACTIVE_DIRECTORY"),
    ):
        one = policy(
            org,
            "PASSWORD",
            name,
            system=True,
            description=DEFAULT_TEXT,
            conditions=everyone | {"authProvider": {"provider": provider}},
            settings=password_settings(("okta_email", "okta_sms")),
        )
        rules.rule(
            org,
            one,
            "Default Rule",
            actions=rules.reset_actions(org, "email", "sms"),
            conditions=rules.ANYONE | rules.ANYWHERE,
            system=True,
        )


def build_enrollment_policies(org: Org) -> None:
    """Make one policy for partners and the default one, in the form of the engine."""
    if org.is_identity_engine:
        settings = authenticator_settings(
            okta_email="REQUIRED",
            okta_password="REQUIRED",  # noqa: S106 (what must be enrolled)
            okta_verify="OPTIONAL",
            phone_number="OPTIONAL",
        )
    else:
        settings = factor_settings(
            okta_email="REQUIRED",
            okta_otp="OPTIONAL",
            okta_push="OPTIONAL",
            okta_sms="OPTIONAL",
            okta_question="NOT_ALLOWED",
        )
    for name, group, system in (
        ("Partners", org.new_id("00g"), False),
        ("Default Policy", org.group_everyone, True),
    ):
        one = policy(
            org,
            "MFA_ENROLL",
            name,
            system=system,
            description=DEFAULT_TEXT if system else "Suppliers and franchisees",
            conditions=groups(group),
            settings=settings,
        )
        rules.rule(
            org,
            one,
            "Default Rule" if system else "Enrol at the first challenge",
            actions=rules.enroll_actions(),
            conditions=rules.ANYONE | rules.ANYWHERE,
            system=system,
        )


def build_routing_policy(org: Org) -> None:
    partners = directory.identity_provider(org, "SAML2", "Franchise partners")
    directory.identity_provider(org, "GOOGLE", "Google for shoppers")
    directory.identity_provider(org, "OIDC", "Loyalty partners")
    one = policy(
        org,
        "IDP_DISCOVERY",
        "Idp Discovery Policy",
        system=True,
        description="The default IdP Discovery Policy",
    )
    rules.rule(
        org,
        one,
        "Franchise partners",
        actions=rules.routing_actions("SAML2", partners["name"], partners["id"]),
        conditions=rules.routing_conditions(f"franchise.{org.recipe.domain}"),
    )
    rules.rule(
        org,
        one,
        "Default Rule",
        actions=rules.routing_actions("OKTA"),
        conditions=rules.routing_conditions(),
        system=True,
    )


def build_identity_engine_policies(org: Org) -> None:
    """Add what only Identity Engine has, and remember which policy applications get."""
    for name, mode, constraints in (
        ("Okta Admin Console", "2FA", (PHISHING_RESISTANT,)),
        ("Okta Dashboard", "2FA", ()),
        ("Password only", "1FA", ()),
        ("High assurance", "2FA", (POSSESSION,)),
    ):
        access_policy(org, name, mode, constraints)
    access_policy(
        org,
        "Any two factors",
        "2FA",
        description="Require two factors to access.",
        system=True,
    )
    access_policy(
        org,
        "Okta Account Management Policy",
        "2FA",
        description="This policy defines how users must authenticate for authenticator "
        "enrollment, password reset, or unlock account.",
        system=True,
        _embedded={"resourceType": MANAGED},
    )
    form = policy(org, "PROFILE_ENROLLMENT", "Default Policy", system=True)
    org.default_ids["profile_enrollment"] = form["id"]
    rules.rule(
        org,
        form,
        "Catch-all Rule",
        actions=rules.enrollment_form_actions(org),
        conditions=None,
        system=True,
    )
    for kind, name in (
        ("POST_AUTH_SESSION", "Post Auth Policy"),
        ("SESSION_VIOLATION_DETECTION", "Session Violation Detection Policy"),
    ):
        policy(org, kind, name, system=True, description=f"{name} of the org.")


def access_policy(
    org: Org,
    name: str,
    mode: str,
    constraints: tuple[Json, ...] = (),
    **fields: Any,
) -> Json:
    """Add an app sign-in policy with its catch-all rule."""
    one = policy(org, "ACCESS_POLICY", name, **fields)
    org.default_ids[f"access:{name}"] = one["id"]
    rules.rule(
        org,
        one,
        "Catch-all Rule",
        actions=rules.access_actions(mode, *constraints),
        conditions=None,
        system=True,
    )
    return one
