"""The step is done when no active enrollment policy uses factors any more."""

from collections.abc import Iterator

from apps.facts.sources import guide
from apps.okta.snapshot import OrgSnapshot
from apps.probes.answers import failed, named, passed, policy_reading, unknown
from apps.probes.enrollment import active_policies, schema_of
from apps.probes.probe import Kind, Probe, Severity, Subject, Verdict


def evaluate(org: OrgSnapshot) -> Iterator[Verdict]:
    policies = list(active_policies(org))
    for schema, answer in (("factors", failed), ("unclear", unknown)):
        found = [policy for policy in policies if schema_of(policy) == schema]
        if found:
            names = ", ".join(named(policy.name, policy.id) for policy in found[:3])
            message = f"{len(found)} of {len(policies)} on {schema} settings: {names}."
            reading = policy_reading(
                "enrollment_policies",
                found[0],
                "/settings",
                sorted(found[0].settings or {}),
            )
            yield answer("org", message, reading)
            return
    if policies:
        yield passed(
            "org", f"All {len(policies)} enrollment policies use authenticators."
        )
    else:
        yield unknown("org", "No active enrollment policy is listed.")


PROBE = Probe(
    id="enrollment_policies_are_converted",
    title="Every enrollment policy is converted to authenticators",
    kind=Kind.PROOF,
    subject=Subject.ORG,
    severity=Severity.INFO,
    why="Only policies on authenticators govern recovery authenticators too.",
    fix=("Convert each policy, or leave it on factors with a reason.",),
    source=guide("oie-upgrade-mfa-enroll-policy"),
    parts=("enrollment_policies",),
    proves=("org_enroll_policy_conversion",),
    evaluate=evaluate,
)
