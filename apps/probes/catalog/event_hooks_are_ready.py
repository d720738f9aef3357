"""An ended event denies the step; a moved phone number leaves it to a person."""

from collections.abc import Iterator

from apps.facts.event_types import ENDED, MOVED_PHONE_NUMBER
from apps.facts.sources import guide
from apps.okta.snapshot import OrgSnapshot
from apps.probes.answers import failed, named, passed, unknown
from apps.probes.event_hooks import active_hooks, subscription_reading
from apps.probes.probe import Kind, Probe, Severity, Subject, Verdict


def evaluate(org: OrgSnapshot) -> Iterator[Verdict]:
    subscriptions = [
        (hook, event) for hook in active_hooks(org) for event in hook.event_types
    ]
    for hook, event in subscriptions:
        if event in ENDED:
            message = f"{named(hook.name, hook.id)} still subscribes to {event}."
            yield failed("org", message, subscription_reading(hook, event))
            return
    for hook, event in subscriptions:
        if event in MOVED_PHONE_NUMBER:
            message = f"{named(hook.name, hook.id)}: confirm its receiver of {event}."
            yield unknown("org", message, subscription_reading(hook, event))
            return
    yield passed("org", "No active event hook is touched by the upgrade.")


PROBE = Probe(
    id="event_hooks_are_ready",
    title="Event hooks are ready for Identity Engine",
    kind=Kind.PROOF,
    subject=Subject.ORG,
    severity=Severity.INFO,
    why="Ended events and moved fields silence receivers without an error.",
    fix=(
        "Remove ended events from the hooks.",
        "Confirm that receivers of the phone events read both shapes.",
    ),
    source=guide("oie-upgrade-event-hooks"),
    parts=("event_hooks",),
    proves=("org_event_hooks",),
    evaluate=evaluate,
)
