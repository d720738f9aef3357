"""User profile policies have limits: 500 policies, one rule each, ten attributes."""

from collections.abc import Iterator

from apps.facts.sources import guide
from apps.okta.seen import PartUnseenError
from apps.okta.shapes import Policy
from apps.okta.shapes.org import Engine
from apps.okta.shapes.policies import dig
from apps.okta.snapshot import OrgSnapshot
from apps.probes.answers import active, failed, named, passed, policy_reading, unknown
from apps.probes.probe import Kind, Probe, Severity, Subject, Verdict

MOST_POLICIES = 500
MOST_ATTRIBUTES = 10


def over_limit(org: OrgSnapshot, policy: Policy) -> Iterator[Verdict]:
    subject = f"policy:{policy.id}"
    name = named(policy.name, policy.id)
    rules = [rule for rule in org.rules_of(policy) if active(rule)]
    part = "profile_enrollment_policies"
    if len(rules) > 1:
        reading = policy_reading(part, policy, "", len(rules))
        message = f"{name} has {len(rules)} rules: one is allowed."
        yield failed(subject, message, reading, key="rules")
    for rule in rules:
        attributes = dig(rule.actions, "profileEnrollment", "profileAttributes")
        count = len(attributes) if isinstance(attributes, list) else 0
        if count > MOST_ATTRIBUTES:
            reading = policy_reading(part, policy, "", count)
            message = f"{name} asks for {count} attributes: ten are allowed."
            yield failed(subject, message, reading, key="attributes")


def evaluate(org: OrgSnapshot) -> Iterator[Verdict]:
    clean = True
    policies = org.profile_enrollment_policies.value
    if len(policies) > MOST_POLICIES:
        clean = False
        yield failed("org", f"{len(policies)} user profile policies: 500 are allowed.")
    for policy in policies:
        try:
            for verdict in over_limit(org, policy):
                clean = False
                yield verdict
        except PartUnseenError as unseen:
            clean = False
            yield unknown(f"policy:{policy.id}", str(unseen))
    if clean:
        yield passed("org", "Every user profile policy keeps within the limits.")


PROBE = Probe(
    id="registration_policies_keep_their_limits",
    title="User profile policies keep within their limits",
    kind=Kind.HAZARD,
    subject=Subject.ORG,
    severity=Severity.MEDIUM,
    why="Registration forms with more cannot be saved again.",
    fix=("Ask for fewer attributes, or spread them over progressive profiling.",),
    source=guide("ie-limitations"),
    parts=("profile_enrollment_policies", "policy_rules", "engine"),
    facts=("limitation:self_service_registration",),
    asked_of=frozenset({Engine.IDENTITY_ENGINE}),
    evaluate=evaluate,
)
