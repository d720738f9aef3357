"""Without a CORS origin no browser code can be embedded; with one a person names it."""

from collections.abc import Iterator

from apps.facts.sources import guide
from apps.okta.snapshot import OrgSnapshot
from apps.probes.answers import counted, excerpt, failed, unknown
from apps.probes.origins import cors_origins
from apps.probes.probe import Kind, Probe, Reading, Severity, Subject, Verdict

SHOWN = 5


def evaluate(org: OrgSnapshot) -> Iterator[Verdict]:
    """Yield FAILED without any, else UNKNOWN: whose they are only a person can say."""
    origins = sorted(cors_origins(org))
    if not origins:
        yield failed("org", "No active trusted origin allows CORS.")
        return
    shown = ", ".join(origins[:SHOWN]) + (" and others" if origins[SHOWN:] else "")
    found = f"Registered with CORS: {counted(len(origins), 'origin')}"
    message = f"{found}, {shown}. Name the team of each."
    yield unknown("org", message, Reading("trusted_origins", "", "", excerpt(origins)))


PROBE = Probe(
    id="cors_origins_are_registered",
    title="Origins of embedded applications are registered with CORS",
    kind=Kind.PROOF,
    subject=Subject.ORG,
    severity=Severity.INFO,
    why="Each CORS origin may be an embedded application; each embedded one needs one.",
    fix=(
        "Open Security > API > Trusted Origins and name the team of each CORS origin.",
        "Add the origin of each embedded application with the type CORS.",
    ),
    source=guide("enable-cors"),
    parts=("trusted_origins",),
    proves=("cors_locate_and_register",),
    evaluate=evaluate,
)
