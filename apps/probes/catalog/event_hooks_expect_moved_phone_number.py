"""The phone number moves to another field of two events; only the receiver can tell."""

from collections.abc import Iterator

from apps.facts.event_types import MOVED_PHONE_NUMBER
from apps.facts.sources import guide
from apps.okta.snapshot import OrgSnapshot
from apps.probes.event_hooks import failed_subscriptions
from apps.probes.probe import Kind, Probe, Severity, Subject, Verdict


def evaluate(org: OrgSnapshot) -> Iterator[Verdict]:
    return failed_subscriptions(
        org,
        MOVED_PHONE_NUMBER,
        "the phone number moves to debugContext.debugData.phoneNumber.",
        "No active event hook listens to the two phone events.",
    )


PROBE = Probe(
    id="event_hooks_expect_moved_phone_number",
    title="Receivers of the phone events read the moved phone number",
    kind=Kind.HAZARD,
    subject=Subject.ORG,
    severity=Severity.HIGH,
    why="A receiver that reads the MobilePhone target finds no number any more.",
    fix=(
        "Read debugContext.debugData.phoneNumber first, then target.alternateId.",
        "Never read target.id. Test the receiver with both shapes.",
    ),
    source=guide("oie-upgrade-event-hooks"),
    parts=("event_hooks",),
    facts=("limitation:mobilephone_target_id", "hub:EVENT_HOOK_PHONE"),
    evaluate=evaluate,
)
