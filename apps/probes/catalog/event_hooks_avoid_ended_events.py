"""Three event types are never sent on Identity Engine."""

from collections.abc import Iterator

from apps.facts.event_types import ENDED
from apps.facts.sources import guide
from apps.okta.snapshot import OrgSnapshot
from apps.probes.event_hooks import failed_subscriptions
from apps.probes.probe import Kind, Probe, Severity, Subject, Verdict

SEVERITIES = {"user.account.unlock_token": Severity.LOW}


def evaluate(org: OrgSnapshot) -> Iterator[Verdict]:
    return failed_subscriptions(
        org,
        ENDED,
        "Identity Engine never sends it.",
        "No active event hook waits for an event that ends.",
        SEVERITIES,
    )


PROBE = Probe(
    id="event_hooks_avoid_ended_events",
    title="No event hook waits for an event that ends",
    kind=Kind.HAZARD,
    subject=Subject.ORG,
    severity=Severity.MEDIUM,
    why="The receiver hears nothing any more, without any error.",
    fix=(
        "Remove the event type from the hook.",
        "Subscribe to user.account.unlock for unlocked accounts.",
    ),
    source=guide("oie-upgrade-event-hooks"),
    parts=("event_hooks",),
    facts=(
        "limitation:event_types_device_trust",
        "limitation:event_type_unlock_token",
    ),
    evaluate=evaluate,
)
