"""Which active event hooks subscribe to which event types."""

from collections.abc import Collection, Iterator

from apps.okta.shapes import EventHook
from apps.okta.snapshot import OrgSnapshot
from apps.probes.answers import excerpt, failed, named, passed
from apps.probes.probe import Reading, Severity, Verdict

__all__ = ["active_hooks", "failed_subscriptions", "subscription_reading"]


def active_hooks(org: OrgSnapshot) -> Iterator[EventHook]:
    for hook in org.event_hooks.value:
        if hook.status == "ACTIVE":
            yield hook


def subscription_reading(hook: EventHook, event_type: str) -> Reading:
    pointer = f"/events/items/{hook.event_types.index(event_type)}"
    return Reading("event_hooks", hook.id, pointer, excerpt(event_type))


def failed_subscriptions(
    org: OrgSnapshot,
    event_types: Collection[str],
    because: str,
    all_well: str,
    severities: dict[str, Severity] | None = None,
) -> Iterator[Verdict]:
    """Yield one FAILED per hook and event type of `event_types`, or a single PASSED."""
    clean = True
    for hook in active_hooks(org):
        for event_type in sorted(set(hook.event_types) & set(event_types)):
            clean = False
            yield failed(
                f"event_hook:{hook.id}",
                f"{named(hook.name, hook.id)} subscribes to {event_type}: {because}",
                subscription_reading(hook, event_type),
                severity=(severities or {}).get(event_type),
                key=event_type,
            )
    if clean:
        yield passed("org", all_well)
