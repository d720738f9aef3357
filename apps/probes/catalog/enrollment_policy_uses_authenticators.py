"""After the upgrade a policy on factors governs MFA alone, never recovery."""

from collections.abc import Iterator

from apps.facts.sources import guide
from apps.okta.shapes import Policy
from apps.okta.shapes.org import Engine
from apps.okta.snapshot import OrgSnapshot
from apps.probes.answers import failed, named, passed, policy_reading, unknown
from apps.probes.enrollment import active_policies, schema_of
from apps.probes.probe import Kind, Probe, Severity, Subject, Verdict


def judged(policy: Policy) -> Verdict:
    subject = f"policy:{policy.id}"
    name = named(policy.name, policy.id)
    schema = schema_of(policy)
    keys = sorted(policy.settings or {})
    reading = policy_reading("enrollment_policies", policy, "/settings", keys)
    if schema == "authenticators":
        return passed(subject, f"{name} uses authenticators.", reading)
    if schema == "factors":
        return failed(subject, f"{name} still uses factors.", reading)
    return unknown(subject, f"{name} has settings in neither schema.", reading)


def evaluate(org: OrgSnapshot) -> Iterator[Verdict]:
    """Yield one verdict per active enrollment policy."""
    return map(judged, active_policies(org))


PROBE = Probe(
    id="enrollment_policy_uses_authenticators",
    title="The enrollment policy uses authenticators",
    kind=Kind.HAZARD,
    subject=Subject.ORG,
    severity=Severity.MEDIUM,
    why=(
        "The policy keeps factors until someone saves it in the Admin Console, which "
        "converts it unnoticed; code that reads it has to know both schemas."
    ),
    fix=(
        "Decide per policy: leave it on factors, or convert it.",
        "Make code and Terraform read both schemas first.",
    ),
    source=guide("oie-upgrade-mfa-enroll-policy"),
    parts=("enrollment_policies", "engine"),
    facts=("limitation:enroll_policy_schema",),
    asked_of=frozenset({Engine.IDENTITY_ENGINE}),
    evaluate=evaluate,
)
