"""An event type that no hook can have any more is not delivered."""

from collections.abc import Iterator

from apps.facts.event_types import ENDED, IDENTITY_ENGINE_ONLY
from apps.facts.hook_event_types import HOOK_ELIGIBLE
from apps.facts.sources import developer
from apps.okta.snapshot import OrgSnapshot
from apps.probes.event_hooks import active_hooks, failed_subscriptions
from apps.probes.probe import Kind, Probe, Severity, Subject, Verdict

KNOWN = HOOK_ELIGIBLE | ENDED | IDENTITY_ENGINE_ONLY


def evaluate(org: OrgSnapshot) -> Iterator[Verdict]:
    named = {name for hook in active_hooks(org) for name in hook.event_types}
    return failed_subscriptions(
        org,
        named - KNOWN,
        "Okta's catalogue names no such event for hooks.",
        "Every event of an active hook is in Okta's catalogue.",
    )


PROBE = Probe(
    id="event_hooks_name_known_events",
    title="Event hooks name events that Okta's catalogue knows",
    kind=Kind.HAZARD,
    subject=Subject.ORG,
    severity=Severity.LOW,
    why="An old hook may keep an event that is not delivered to hooks any more.",
    fix=("Look the event up in the catalogue and replace it.",),
    source=developer("reference/api/event-types"),
    parts=("event_hooks",),
    facts=("stage:org_event_hooks",),
    evaluate=evaluate,
)
