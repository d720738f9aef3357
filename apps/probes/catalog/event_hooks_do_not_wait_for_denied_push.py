"""A denied push has another event on Identity Engine."""

from collections.abc import Iterator

from apps.facts.event_types import CLASSIC_ONLY
from apps.facts.sources import developer
from apps.okta.snapshot import OrgSnapshot
from apps.probes.event_hooks import failed_subscriptions
from apps.probes.probe import Kind, Probe, Severity, Subject, Verdict


def evaluate(org: OrgSnapshot) -> Iterator[Verdict]:
    return failed_subscriptions(
        org,
        CLASSIC_ONLY,
        "Identity Engine sends user.authentication.auth_via_mfa instead.",
        "No active event hook waits for a denied push.",
    )


PROBE = Probe(
    id="event_hooks_do_not_wait_for_denied_push",
    title="No event hook waits for a denied push",
    kind=Kind.HAZARD,
    subject=Subject.ORG,
    severity=Severity.MEDIUM,
    why="An alarm on denied pushes falls silent with the upgrade.",
    fix=("Match user.authentication.auth_via_mfa with reason INVALID_CREDENTIALS.",),
    source=developer("reference/api/event-types"),
    parts=("event_hooks",),
    facts=("limitation:deny_push_event",),
    evaluate=evaluate,
)
