"""Some factors have no authenticator in the guide; they need a decision."""

from collections.abc import Iterator

from apps.facts.sources import guide
from apps.okta.snapshot import OrgSnapshot
from apps.probes.answers import failed, named, passed, policy_reading
from apps.probes.enrollment import (
    AUTHENTICATOR_OF,
    active_policies,
    factor_settings,
    schema_of,
    used_keys,
)
from apps.probes.probe import Kind, Probe, Severity, Subject, Verdict


def evaluate(org: OrgSnapshot) -> Iterator[Verdict]:
    """Yield one FAILED per policy and factor without a documented authenticator."""
    clean = True
    for policy in active_policies(org):
        if schema_of(policy) != "factors":
            continue
        for factor in sorted(used_keys(policy).keys() - AUTHENTICATOR_OF.keys()):
            clean = False
            yield failed(
                f"policy:{policy.id}",
                f"{named(policy.name, policy.id)} uses {factor}: the guide names no "
                "authenticator for it.",
                policy_reading(
                    "enrollment_policies",
                    policy,
                    f"/settings/factors/{factor}",
                    factor_settings(policy)[factor],
                ),
                key=factor,
            )
    if clean:
        yield passed("org", "Every factor in use has a documented authenticator.")


PROBE = Probe(
    id="enrollment_policies_use_convertible_factors",
    title="Enrollment policies use factors that can be converted",
    kind=Kind.HAZARD,
    subject=Subject.ORG,
    severity=Severity.MEDIUM,
    why="What becomes of the factor on conversion is not documented.",
    fix=(
        "See whether an authenticator of that name is active after the upgrade.",
        "Move people to another factor first where there is none.",
    ),
    source=guide("oie-upgrade-mfa-enroll-policy"),
    parts=("enrollment_policies",),
    facts=("limitation:enroll_policy_schema",),
    evaluate=evaluate,
)
