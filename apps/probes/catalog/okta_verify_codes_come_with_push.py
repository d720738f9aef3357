"""Codes and push of Okta Verify become one authenticator."""

from collections.abc import Iterator

from apps.facts.sources import upgrade_help
from apps.okta.snapshot import OrgSnapshot
from apps.probes.answers import failed, named, passed, policy_reading
from apps.probes.enrollment import active_policies, schema_of, used_keys
from apps.probes.probe import Kind, Probe, Severity, Subject, Verdict


def evaluate(org: OrgSnapshot) -> Iterator[Verdict]:
    """Yield one FAILED per policy on factors with one of the two alone."""
    clean = True
    for policy in active_policies(org):
        used = used_keys(policy)
        codes, push = "okta_otp" in used, "okta_push" in used
        if schema_of(policy) != "factors" or codes == push:
            continue
        clean = False
        has = "codes without push" if codes else "push without codes"
        yield failed(
            f"policy:{policy.id}",
            f"{named(policy.name, policy.id)} allows {has}.",
            policy_reading("enrollment_policies", policy, "/settings/factors", used),
        )
    if clean:
        yield passed("org", "Okta Verify codes and push come together everywhere.")


PROBE = Probe(
    id="okta_verify_codes_come_with_push",
    title="Okta Verify codes and push come together",
    kind=Kind.HAZARD,
    subject=Subject.ORG,
    severity=Severity.MEDIUM,
    why="Groups with codes alone get push too; push without codes is refused.",
    fix=("Decide per policy before converting.",),
    source=upgrade_help("mfa-enrollment-policy-changes"),
    parts=("enrollment_policies",),
    facts=("limitation:mfa_enroll_policy_changes",),
    evaluate=evaluate,
)
