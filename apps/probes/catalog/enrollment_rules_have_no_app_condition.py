"""An enrollment rule cannot target applications after the upgrade."""

from collections.abc import Iterator

from apps.facts.sources import support_article
from apps.okta.shapes import Policy, PolicyRule
from apps.okta.shapes.policies import dig
from apps.okta.snapshot import OrgSnapshot
from apps.probes.answers import active, failed, judge_rules, named, rule_reading
from apps.probes.probe import Kind, Probe, Severity, Subject, Verdict


def problems(policy: Policy, rule: PolicyRule) -> Iterator[Verdict]:
    included = dig(rule.conditions, "app", "include")
    if included and active(rule):
        name = f"{named(rule.name, rule.id)} of {named(policy.name, policy.id)}"
        message = f"{name} applies to chosen applications only."
        reading = rule_reading(rule, "/conditions/app/include", included)
        yield failed(f"rule:{rule.id}", message, reading)


def evaluate(org: OrgSnapshot) -> Iterator[Verdict]:
    policies = org.enrollment_policies.value
    well = "No enrollment rule is bound to applications."
    return judge_rules(org, policies, problems, well)


PROBE = Probe(
    id="enrollment_rules_have_no_app_condition",
    title="No enrollment rule is bound to applications",
    kind=Kind.HAZARD,
    subject=Subject.ORG,
    severity=Severity.HIGH,
    why=(
        "Classic was permissive; Identity Engine asks for the required "
        "authenticators at every sign-in to Okta."
    ),
    fix=("Change the rule to any application, or accept the prompt.",),
    source=support_article("Org-Summary-MFA-Policy-App-Condition"),
    parts=("enrollment_policies", "policy_rules"),
    facts=(
        "limitation:mfa_enroll_app_condition",
        "hub:MFA_ENROLL_POLICY_APP_CONDITION",
    ),
    evaluate=evaluate,
)
