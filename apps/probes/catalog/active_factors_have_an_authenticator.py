"""Factors of a Classic org that the guide maps to no authenticator."""

from collections.abc import Iterator

from apps.facts.sources import guide
from apps.okta.shapes.org import Engine
from apps.okta.snapshot import OrgSnapshot
from apps.probes.answers import excerpt, failed, passed
from apps.probes.enrollment import AUTHENTICATOR_OF
from apps.probes.probe import Kind, Probe, Reading, Severity, Subject, Verdict


def evaluate(org: OrgSnapshot) -> Iterator[Verdict]:
    """Yield one FAILED per active factor without a documented authenticator."""
    lost = [
        factor
        for factor in org.factors.value
        if factor.status == "ACTIVE" and factor.id not in AUTHENTICATOR_OF
    ]
    for factor in lost:
        yield failed(
            f"factor:{factor.id}",
            f"The factor {factor.id} is active; the guide names no authenticator.",
            Reading("factors", factor.id, "/status", excerpt(factor.status)),
        )
    if not lost:
        yield passed("org", "Every active factor has a documented authenticator.")


PROBE = Probe(
    id="active_factors_have_an_authenticator",
    title="Every active factor has an authenticator",
    kind=Kind.HAZARD,
    subject=Subject.ORG,
    severity=Severity.LOW,
    why="What becomes of its enrolments is not documented.",
    fix=("Try it on preview; move people to another factor where it is lost.",),
    source=guide("oie-upgrade-mfa-enroll-policy"),
    parts=("factors", "engine"),
    facts=("limitation:enroll_policy_schema",),
    asked_of=frozenset({Engine.CLASSIC}),
    evaluate=evaluate,
)
