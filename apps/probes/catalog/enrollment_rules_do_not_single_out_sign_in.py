"""First challenge and sign-in enrollment become the same."""

from collections.abc import Iterator

from apps.facts.sources import upgrade_help
from apps.okta.shapes import Policy, PolicyRule
from apps.okta.shapes.org import Engine
from apps.okta.shapes.policies import dig
from apps.okta.snapshot import OrgSnapshot
from apps.probes.answers import active, failed, judge_rules, named, rule_reading
from apps.probes.probe import Kind, Probe, Severity, Subject, Verdict


def problems(policy: Policy, rule: PolicyRule) -> Iterator[Verdict]:
    enrolls = dig(rule.actions, "enroll", "self")
    if enrolls == "LOGIN" and active(rule):
        name = f"{named(rule.name, rule.id)} of {named(policy.name, policy.id)}"
        message = f"{name} enrolls at sign-in: the same as at a challenge later."
        reading = rule_reading(rule, "/actions/enroll/self", enrolls)
        yield failed(f"rule:{rule.id}", message, reading)


def evaluate(org: OrgSnapshot) -> Iterator[Verdict]:
    policies = org.enrollment_policies.value
    well = "No enrollment rule tells sign-in from a challenge."
    return judge_rules(org, policies, problems, well)


PROBE = Probe(
    id="enrollment_rules_do_not_single_out_sign_in",
    title="No enrollment rule tells sign-in from the first challenge",
    kind=Kind.HAZARD,
    subject=Subject.ORG,
    severity=Severity.LOW,
    why="Identity Engine treats both alike, so people are asked at another moment.",
    fix=("Tell people when they will be asked, or merge the rules.",),
    source=upgrade_help("mfa-enrollment-policy-changes"),
    parts=("enrollment_policies", "policy_rules", "engine"),
    facts=("limitation:mfa_enroll_policy_changes",),
    asked_of=frozenset({Engine.CLASSIC}),
    evaluate=evaluate,
)
