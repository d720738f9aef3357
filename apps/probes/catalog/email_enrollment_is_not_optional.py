"""E-mail enrolls by itself on Identity Engine, unless a feature says otherwise."""

from collections.abc import Iterator

from apps.facts.sources import support_article
from apps.okta.shapes.org import Engine
from apps.okta.snapshot import OrgSnapshot
from apps.probes.answers import failed, named, passed, policy_reading
from apps.probes.enrollment import active_policies, used_keys
from apps.probes.probe import Kind, Probe, Severity, Subject, Verdict

WORDS = ("optional", "mail", "enroll")


def feature_is_on(org: OrgSnapshot) -> bool:
    """Return whether the self-service feature for optional e-mail enrollment is on.

    Its id is not documented; its name holds the three words.
    """
    return any(
        feature.status == "ENABLED"
        and all(word in feature.name.lower() for word in WORDS)
        for feature in org.features.value
    )


def evaluate(org: OrgSnapshot) -> Iterator[Verdict]:
    """Yield one FAILED per policy; LOW where only the consent is left to give."""
    optional = [
        policy
        for policy in active_policies(org)
        if used_keys(policy).get("okta_email") == "OPTIONAL"
    ]
    if not optional:
        yield passed("org", "No enrollment policy makes e-mail optional.")
        return
    upgraded = org.engine.value.engine is Engine.IDENTITY_ENGINE
    settled = upgraded or feature_is_on(org)
    because = (
        "confirm who enrolls by itself and recovers to unverified addresses."
        if settled
        else "it would enroll by itself after the upgrade."
    )
    for policy in optional:
        yield failed(
            f"policy:{policy.id}",
            f"E-mail is optional in {named(policy.name, policy.id)}: {because}",
            policy_reading(
                "enrollment_policies", policy, "/settings", used_keys(policy)
            ),
            severity=Severity.LOW if settled else None,
        )


PROBE = Probe(
    id="email_enrollment_is_not_optional",
    title="No enrollment policy makes e-mail optional",
    kind=Kind.HAZARD,
    subject=Subject.ORG,
    severity=Severity.HIGH,
    why="The Hub asks for a decision before the upgrade can be scheduled.",
    fix=(
        "Enable the feature for optional e-mail enrollment in Settings > Features,",
        "or set e-mail to Required or Disabled; then give the consent in the Hub.",
    ),
    source=support_article("Org-Summary-Email-Optional-Enrollment"),
    parts=("enrollment_policies", "features", "engine"),
    facts=(
        "limitation:email_optional",
        "hub:EMAIL_FACTOR_POLICIES",
        "hub:EMAIL_FACTOR_POLICIES_OPTIONAL",
    ),
    evaluate=evaluate,
)
