"""“Do not enroll” makes the password optional and blocks accounts without one."""

from collections.abc import Iterator

from apps.facts.sources import support_article
from apps.okta.shapes import Policy, PolicyRule
from apps.okta.shapes.policies import dig
from apps.okta.snapshot import OrgSnapshot
from apps.probes.answers import active, failed, judge_rules, named, rule_reading
from apps.probes.probe import Kind, Probe, Severity, Subject, Verdict

FORBIDDING = frozenset({"NEVER", "NEVER_INCLUDING_RECOVERY"})


def problems(policy: Policy, rule: PolicyRule) -> Iterator[Verdict]:
    enrolls = dig(rule.actions, "enroll", "self")
    if enrolls in FORBIDDING and active(rule):
        name = f"{named(rule.name, rule.id)} of {named(policy.name, policy.id)}"
        reading = rule_reading(rule, "/actions/enroll/self", enrolls)
        yield failed(f"rule:{rule.id}", f"{name} forbids enrollment.", reading)


def evaluate(org: OrgSnapshot) -> Iterator[Verdict]:
    policies = org.enrollment_policies.value
    return judge_rules(
        org, policies, problems, "No enrollment rule forbids enrollment."
    )


PROBE = Probe(
    id="enrollment_rules_do_not_forbid_enrollment",
    title="No enrollment rule forbids enrollment",
    kind=Kind.HAZARD,
    subject=Subject.ORG,
    severity=Severity.HIGH,
    why=(
        "The password is implied on Classic and optional on Identity Engine: "
        "accounts without one cannot be activated. Inbound federation is exempt."
    ),
    fix=(
        "Allow enrollment if required authenticators are missing,",
        "or create users with a password.",
    ),
    source=support_article("factor-enrollment-policy-set-to-do-no-enroll"),
    parts=("enrollment_policies", "policy_rules"),
    facts=(
        "limitation:new_mfa_enroll_do_not_enroll",
        "hub:FACTOR_ENROLLMENT_POLICY_DO_NOT_ENROLL",
    ),
    evaluate=evaluate,
)
