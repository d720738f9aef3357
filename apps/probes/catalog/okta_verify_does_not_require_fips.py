"""The Factors API ignores the FIPS requirement of Okta Verify."""

from collections.abc import Iterator

from apps.facts.sources import guide
from apps.okta.shapes.org import Engine
from apps.okta.snapshot import OrgSnapshot
from apps.probes.okta_verify import judge_requirement
from apps.probes.probe import Kind, Probe, Severity, Subject, Verdict


def evaluate(org: OrgSnapshot) -> Iterator[Verdict]:
    return judge_requirement(org, "FIPS compliance", "compliance", "fips")


PROBE = Probe(
    id="okta_verify_does_not_require_fips",
    title="Okta Verify does not rest on a FIPS requirement",
    kind=Kind.HAZARD,
    subject=Subject.ORG,
    severity=Severity.MEDIUM,
    why="Enrolments through the Factors API do not enforce it.",
    fix=("Scan the code for Factors API enrolments; use the SDK's enrollment flow.",),
    source=guide("oie-upgrade-api-changes"),
    parts=("authenticators", "engine"),
    facts=("limitation:factor_api_fips",),
    asked_of=frozenset({Engine.IDENTITY_ENGINE}),
    evaluate=evaluate,
)
