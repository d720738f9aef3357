"""Some events exist on Identity Engine alone: a Classic org sends none of them."""

from collections.abc import Iterator

from apps.facts.event_types import IDENTITY_ENGINE_ONLY
from apps.facts.sources import guide
from apps.okta.shapes.org import Engine
from apps.okta.snapshot import OrgSnapshot
from apps.probes.event_hooks import failed_subscriptions
from apps.probes.probe import Kind, Probe, Severity, Subject, Verdict


def evaluate(org: OrgSnapshot) -> Iterator[Verdict]:
    return failed_subscriptions(
        org,
        IDENTITY_ENGINE_ONLY,
        "it is sent only once the org runs Identity Engine.",
        "No active event hook waits for an event of Identity Engine alone.",
    )


PROBE = Probe(
    id="event_hooks_await_identity_engine_events",
    title="No event hook of a Classic org waits for Identity Engine",
    kind=Kind.HAZARD,
    subject=Subject.ORG,
    severity=Severity.INFO,
    why="The hook is silent until the upgrade and starts to fire right after it.",
    fix=("Keep it if that is meant; else subscribe after the upgrade.",),
    source=guide("oie-upgrade-event-hooks"),
    parts=("event_hooks", "engine"),
    facts=("limitation:event_types_ie_only",),
    asked_of=frozenset({Engine.CLASSIC}),
    evaluate=evaluate,
)
