"""A policy can name an authenticator that the upgraded org has not switched on."""

from collections.abc import Iterator

from apps.facts.sources import upgrade_help
from apps.okta.shapes import Policy
from apps.okta.shapes.org import Engine
from apps.okta.snapshot import OrgSnapshot
from apps.probes.answers import failed, named, passed, policy_reading
from apps.probes.enrollment import AUTHENTICATOR_OF, active_policies, used_keys
from apps.probes.probe import Kind, Probe, Severity, Subject, Verdict


def wanted(policy: Policy) -> set[str]:
    return {AUTHENTICATOR_OF.get(key, key) for key in used_keys(policy)}


def evaluate(org: OrgSnapshot) -> Iterator[Verdict]:
    """Yield one FAILED per policy that names an authenticator that is not active."""
    switched_on = {
        each.key for each in org.authenticators.value if each.status == "ACTIVE"
    }
    if any(key.startswith("okta_verify_") for key in switched_on):
        switched_on.add("okta_verify")
    clean = True
    for policy in active_policies(org):
        missing = sorted(wanted(policy) - switched_on)
        if not missing:
            continue
        clean = False
        name = named(policy.name, policy.id)
        used = used_keys(policy)
        yield failed(
            f"policy:{policy.id}",
            f"{name} names {', '.join(missing)}: not active in this org.",
            policy_reading("enrollment_policies", policy, "/settings", used),
        )
    if clean:
        yield passed("org", "Every authenticator that a policy names is active.")


PROBE = Probe(
    id="authenticators_cover_the_enrollment_policies",
    title="Active authenticators cover the enrollment policies",
    kind=Kind.HAZARD,
    subject=Subject.ORG,
    severity=Severity.MEDIUM,
    why="People cannot enroll what the org does not have switched on.",
    fix=("Activate the authenticator, or take it out of the policy.",),
    source=upgrade_help("mfa-enrollment-policy-changes"),
    parts=("authenticators", "enrollment_policies", "engine"),
    facts=("limitation:mfa_enroll_policy_changes", "stage:org_immediate_checks"),
    asked_of=frozenset({Engine.IDENTITY_ENGINE}),
    evaluate=evaluate,
)
