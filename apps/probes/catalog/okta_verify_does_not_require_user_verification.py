"""The Factors API ignores the user verification requirement of Okta Verify."""

from collections.abc import Iterator

from apps.facts.sources import guide
from apps.okta.shapes.org import Engine
from apps.okta.snapshot import OrgSnapshot
from apps.probes.okta_verify import judge_requirement
from apps.probes.probe import Kind, Probe, Severity, Subject, Verdict


def evaluate(org: OrgSnapshot) -> Iterator[Verdict]:
    return judge_requirement(org, "user verification", "userVerification")


PROBE = Probe(
    id="okta_verify_does_not_require_user_verification",
    title="Okta Verify does not rest on required user verification",
    kind=Kind.HAZARD,
    subject=Subject.ORG,
    severity=Severity.MEDIUM,
    why="Enrolments through the Factors API do not enforce it.",
    fix=("Scan the code for Factors API enrolments; use the SDK's enrollment flow.",),
    source=guide("oie-upgrade-api-changes"),
    parts=("authenticators", "engine"),
    facts=("limitation:factor_api_uv",),
    asked_of=frozenset({Engine.IDENTITY_ENGINE}),
    evaluate=evaluate,
)
