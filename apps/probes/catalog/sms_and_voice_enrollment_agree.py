"""SMS and voice become one phone authenticator; its value is not documented."""

from collections.abc import Iterator

from apps.facts.sources import upgrade_help
from apps.okta.snapshot import OrgSnapshot
from apps.probes.answers import failed, named, passed, policy_reading
from apps.probes.enrollment import active_policies, schema_of, used_keys
from apps.probes.probe import Kind, Probe, Severity, Subject, Verdict


def evaluate(org: OrgSnapshot) -> Iterator[Verdict]:
    """Yield one FAILED per policy on factors where the two differ."""
    clean = True
    for policy in active_policies(org):
        used = used_keys(policy)
        sms = used.get("okta_sms", "NOT_ALLOWED")
        voice = used.get("okta_call", "NOT_ALLOWED")
        if schema_of(policy) != "factors" or sms == voice:
            continue
        clean = False
        yield failed(
            f"policy:{policy.id}",
            f"{named(policy.name, policy.id)}: SMS is {sms}, voice is {voice}.",
            policy_reading("enrollment_policies", policy, "/settings/factors", used),
        )
    if clean:
        yield passed("org", "SMS and voice agree in every enrollment policy.")


PROBE = Probe(
    id="sms_and_voice_enrollment_agree",
    title="SMS and voice enrollment agree",
    kind=Kind.HAZARD,
    subject=Subject.ORG,
    severity=Severity.MEDIUM,
    why="One phone authenticator carries both: a group gets a method it did not have.",
    fix=("Decide per policy before converting, or limit the phone's methods.",),
    source=upgrade_help("mfa-enrollment-policy-changes"),
    parts=("enrollment_policies",),
    facts=("limitation:mfa_enroll_policy_changes",),
    evaluate=evaluate,
)
