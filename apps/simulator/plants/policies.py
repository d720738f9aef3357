"""Hazards in routing, session, password and profile policies."""

from apps.simulator.org import Org
from apps.simulator.plants.plant import IDENTITY_ENGINE, Plant, by_name
from apps.simulator.shapes import rules
from apps.simulator.shapes.directory import identity_provider
from apps.simulator.shapes.policies import groups, password_settings, policy
from apps.simulator.store import Json


def _routing_rule(org: Org, name: str, actions: Json) -> None:
    one = org.find("policies", type="IDP_DISCOVERY")
    conditions = rules.routing_conditions(f"corp.{org.recipe.domain}")
    rules.rule(org, one, name, actions=actions, conditions=conditions)


def iwa_routing_rule(org: Org) -> None:
    _routing_rule(org, "Head office desktops", rules.routing_actions("IWA"))


def duo_idp(org: Org) -> None:
    identity_provider(org, "SAML2", "Duo Security")


def smart_card_idp(org: Org) -> None:
    idp = identity_provider(org, "X509", "Plant badges")
    actions = rules.routing_actions("X509", idp["name"], idp["id"])
    _routing_rule(org, "Badge readers", actions)


def dynamic_routing_rule(org: Org) -> None:
    """Add a rule that finds the identity provider by an expression."""
    actions = rules.routing_actions("OKTA")
    expression = "login.identifier.substringAfter('@')"
    criteria = [{"providerExpression": expression, "propertyName": "name"}]
    actions["idp"] |= {"providers": [], "matchCriteria": criteria}
    actions["idp"]["idpSelectionType"] = "DYNAMIC"
    _routing_rule(org, "By domain", actions)


def _session_policy(org: Org, name: str, actions: Json) -> None:
    one = policy(org, "OKTA_SIGN_ON", name, conditions=groups(org.new_id("00g")))
    rules.rule(
        org,
        one,
        name,
        actions=actions,
        conditions=rules.session_conditions(org),
    )


def factor_sequencing_chain(org: Org) -> None:
    """Add a chain that may stay: e-mail without a password, then Okta Verify push."""
    chain = rules.chain_actions(("OKTA", "email"), ("OKTA", "push"))
    _session_policy(org, "Passwordless pilot", chain)


def factor_sequencing_invalid_chain(org: Org) -> None:
    """Add a chain that blocks the upgrade: Okta Verify twice."""
    chain = rules.chain_actions(("OKTA", "push"), ("OKTA", "token:software:totp"))
    _session_policy(org, "Okta Verify twice", chain)


def any_factor_session_rule(org: Org) -> None:
    actions = rules.session_actions(
        require_factor=False, primary_factor="PASSWORD_IDP_ANY_FACTOR"
    )
    _session_policy(org, "Anything goes", actions)


def password_only_session_rule(org: Org) -> None:
    actions = rules.session_actions(require_factor=False)
    _session_policy(org, "Password is enough", actions)


def _reset_rule(org: Org, name: str, reset: Json) -> None:
    one = policy(
        org,
        "PASSWORD",
        name,
        conditions=groups(org.new_id("00g")) | {"authProvider": {"provider": "OKTA"}},
        settings=password_settings(()),
    )
    actions = rules.reset_actions(org, "email")
    actions["selfServicePasswordReset"]["requirement"] = reset
    rules.rule(
        org,
        one,
        name,
        actions=actions,
        conditions=rules.ANYONE | rules.ANYWHERE,
    )


def recovery_push_only(org: Org) -> None:
    step_up: Json = {"required": False}
    reset = {"primary": {"methods": ["push"]}, "stepUp": step_up}
    _reset_rule(org, "Reset with push only", reset)


def recovery_any_authenticator(org: Org) -> None:
    step_up: Json = {"required": True}
    reset = {"primary": {"methods": ["email"]}, "stepUp": step_up}
    _reset_rule(org, "Reset with any second authenticator", reset)


def recovery_auth_policy(org: Org) -> None:
    reset = {
        "accessControl": "AUTH_POLICY",
        "primary": {"methods": ["sms", "email"]},
        "stepUp": {"required": False},
    }
    _reset_rule(org, "Reset by the account management policy", reset)


def _profile_rule(org: Org, **changes: object) -> None:
    rule = org.list("policy_rules", org.default_ids["profile_enrollment"])[0]
    org.edit("policy_rules", rule["id"], {"actions": {"profileEnrollment": changes}})


def progressive_profiling(org: Org) -> None:
    _profile_rule(org, progressiveProfilingAction="ENABLED")


def self_service_registration(org: Org) -> None:
    _profile_rule(org, unknownUserAction="REGISTER")


def default_policy_with_one_factor(org: Org) -> None:
    """Let one factor pass in the default app sign-in policy."""
    shared = org.default_ids["access:Any two factors"]
    rule = org.list("policy_rules", shared)[0]
    method = {"verificationMethod": {"factorMode": "1FA"}}
    org.edit("policy_rules", rule["id"], {"actions": {"appSignOn": method}})


PLANTS = by_name(
    Plant(title="A routing rule sends people to IWA", make=iwa_routing_rule),
    Plant(title="An identity provider is named Duo Security", make=duo_idp),
    Plant(title="People sign in with smart cards", make=smart_card_idp),
    Plant(title="A routing rule by expression", make=dynamic_routing_rule),
    Plant(title="A compatible factor chain", make=factor_sequencing_chain),
    Plant(
        title="A factor chain that blocks the upgrade",
        make=factor_sequencing_invalid_chain,
    ),
    Plant(
        title="A session with any factor and no second one",
        make=any_factor_session_rule,
        engines=IDENTITY_ENGINE,
    ),
    Plant(
        title="A session with a password alone",
        make=password_only_session_rule,
    ),
    Plant(
        title="Recovery by push alone",
        make=recovery_push_only,
        engines=IDENTITY_ENGINE,
    ),
    Plant(
        title="Recovery by any second authenticator",
        make=recovery_any_authenticator,
        engines=IDENTITY_ENGINE,
    ),
    Plant(
        title="Recovery by the account management policy",
        make=recovery_auth_policy,
        engines=IDENTITY_ENGINE,
    ),
    Plant(
        title="Progressive profiling is on",
        make=progressive_profiling,
        engines=IDENTITY_ENGINE,
    ),
    Plant(
        title="Self-service registration is on",
        make=self_service_registration,
        engines=IDENTITY_ENGINE,
    ),
    Plant(
        title="The default app sign-in policy asks for one factor",
        make=default_policy_with_one_factor,
        engines=IDENTITY_ENGINE,
    ),
)
