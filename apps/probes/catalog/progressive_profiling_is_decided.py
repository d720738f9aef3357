"""Progressive profiling is off by default after the upgrade."""

from collections.abc import Iterator

from apps.facts.sources import guide
from apps.okta.shapes.org import Engine
from apps.okta.shapes.policies import dig
from apps.okta.snapshot import OrgSnapshot
from apps.probes.answers import failed, named, passed, rule_reading
from apps.probes.probe import Kind, Probe, Severity, Subject, Verdict
from apps.probes.registration import registration_rules

POINTER = "/actions/profileEnrollment/progressiveProfilingAction"


def evaluate(org: OrgSnapshot) -> Iterator[Verdict]:
    """Yield one FAILED per rule that registers people and asks nothing later."""
    clean = True
    for policy, rule in registration_rules(org):
        action = dig(rule.actions, "profileEnrollment", "progressiveProfilingAction")
        if action == "ENABLED":
            continue
        clean = False
        name = named(policy.name, policy.id)
        message = f"{name} registers people without progressive profiling."
        yield failed(
            f"policy:{policy.id}", message, rule_reading(rule, POINTER, action)
        )
    if clean:
        yield passed("org", "Every rule that registers people also asks later.")


PROBE = Probe(
    id="progressive_profiling_is_decided",
    title="Progressive profiling is decided where people register",
    kind=Kind.HAZARD,
    subject=Subject.ORG,
    severity=Severity.LOW,
    why="It is off by default after the upgrade, also where Classic asked for more.",
    fix=("Switch it on in the user profile policy, or accept that it is off.",),
    source=guide("ie-limitations"),
    parts=("profile_enrollment_policies", "policy_rules", "engine"),
    facts=("limitation:self_service_registration",),
    asked_of=frozenset({Engine.IDENTITY_ENGINE}),
    evaluate=evaluate,
)
