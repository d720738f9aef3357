"""Everything after the upgrade rests on the engine that the org itself states."""

from collections.abc import Iterator

from apps.facts.sources import developer
from apps.okta.shapes.org import Engine
from apps.okta.snapshot import OrgSnapshot
from apps.probes.answers import excerpt, failed, passed, unknown
from apps.probes.probe import Kind, Probe, Reading, Severity, Subject, Verdict


def evaluate(org: OrgSnapshot) -> Iterator[Verdict]:
    identity = org.engine.value
    reading = Reading("engine", identity.id, "/pipeline", excerpt(identity.pipeline))
    if identity.engine is Engine.IDENTITY_ENGINE:
        yield passed("org", "The org states pipeline idx: Identity Engine.", reading)
    elif identity.engine is Engine.CLASSIC:
        yield failed("org", "The org states pipeline v1: Classic Engine.", reading)
    else:
        message = f"The org states the pipeline {identity.pipeline!r}: not documented."
        yield unknown("org", message, reading)


PROBE = Probe(
    id="org_runs_identity_engine",
    title="The org runs Identity Engine",
    kind=Kind.PROOF,
    subject=Subject.ORG,
    severity=Severity.INFO,
    why="Stages after the upgrade cannot start before the org runs Identity Engine.",
    fix=("Schedule the upgrade in the OIE Upgrade Hub.",),
    source=developer("api/openapi/okta-management/management/tag/OrgSetting"),
    parts=("engine",),
    proves=("org_upgraded",),
    evaluate=evaluate,
)
