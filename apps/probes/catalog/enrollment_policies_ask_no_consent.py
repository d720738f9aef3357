"""Consent texts of a factor have no place in a policy on authenticators."""

from collections.abc import Iterator

from apps.facts.sources import guide
from apps.okta.shapes.policies import dig
from apps.okta.snapshot import OrgSnapshot
from apps.probes.answers import failed, named, passed, policy_reading
from apps.probes.enrollment import active_policies, factor_settings
from apps.probes.probe import Kind, Probe, Severity, Subject, Verdict


def evaluate(org: OrgSnapshot) -> Iterator[Verdict]:
    """Yield one FAILED per policy and factor that asks for consent."""
    clean = True
    for policy in active_policies(org):
        for factor, settings in sorted(factor_settings(policy).items()):
            consent = dig(settings, "consent", "type")
            if consent in {None, "NONE"}:
                continue
            clean = False
            pointer = f"/settings/factors/{factor}/consent"
            yield failed(
                f"policy:{policy.id}",
                f"{named(policy.name, policy.id)} asks for consent to {factor}.",
                policy_reading("enrollment_policies", policy, pointer, consent),
                key=factor,
            )
    if clean:
        yield passed("org", "No enrollment policy asks for consent.")


PROBE = Probe(
    id="enrollment_policies_ask_no_consent",
    title="No enrollment policy asks for consent",
    kind=Kind.HAZARD,
    subject=Subject.ORG,
    severity=Severity.LOW,
    why="The consent and its text are lost when the policy is converted.",
    fix=("Keep the text elsewhere, and a copy of the policy before converting.",),
    source=guide("oie-upgrade-mfa-enroll-policy"),
    parts=("enrollment_policies",),
    facts=("limitation:enroll_policy_schema",),
    evaluate=evaluate,
)
