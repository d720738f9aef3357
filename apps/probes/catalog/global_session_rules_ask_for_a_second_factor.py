"""Any one factor opens a session where no rule asks for a second."""

from collections.abc import Iterator

from apps.facts.sources import upgrade_help
from apps.okta.shapes import Policy, PolicyRule
from apps.okta.shapes.org import Engine
from apps.okta.shapes.policies import dig
from apps.okta.snapshot import OrgSnapshot
from apps.probes.answers import active, failed, judge_rules, named, rule_reading
from apps.probes.probe import Kind, Probe, Severity, Subject, Verdict


def problems(policy: Policy, rule: PolicyRule) -> Iterator[Verdict]:
    sign_on = dig(rule.actions, "signon")
    if not active(rule) or dig(sign_on, "access") == "DENY":
        return
    any_factor = dig(sign_on, "primaryFactor") == "PASSWORD_IDP_ANY_FACTOR"
    if any_factor and not dig(sign_on, "requireFactor"):
        name = f"{named(rule.name, rule.id)} of {named(policy.name, policy.id)}"
        shown = {key: dig(sign_on, key) for key in ("primaryFactor", "requireFactor")}
        message = f"{name} opens a session with any one factor."
        reading = rule_reading(rule, "/actions/signon", shown)
        yield failed(f"rule:{rule.id}", message, reading)


def evaluate(org: OrgSnapshot) -> Iterator[Verdict]:
    policies = org.sign_on_policies.value
    well = "Every global session rule starts with a password or asks for two factors."
    return judge_rules(org, policies, problems, well)


PROBE = Probe(
    id="global_session_rules_ask_for_a_second_factor",
    title="Global session rules ask for a second factor",
    kind=Kind.HAZARD,
    subject=Subject.ORG,
    severity=Severity.HIGH,
    why=(
        "Applications without a strict policy, and code that calls Okta's APIs, then "
        "open with one factor; the Admin Console and the dashboard may too."
    ),
    fix=(
        "Require a second factor in each app sign-in policy first,",
        "or set the global session rule back to a password.",
    ),
    source=upgrade_help("okta-sign-on-policy-changes"),
    parts=("sign_on_policies", "policy_rules", "engine"),
    facts=("limitation:okta_sign_on_policy", "stage:org_immediate_checks"),
    asked_of=frozenset({Engine.IDENTITY_ENGINE}),
    evaluate=evaluate,
)
