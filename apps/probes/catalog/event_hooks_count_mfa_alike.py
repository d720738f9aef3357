"""One event stands for the second factor on Classic and for both after the upgrade."""

from collections.abc import Iterator

from apps.facts.event_types import CHANGED_COUNT
from apps.facts.sources import developer
from apps.okta.snapshot import OrgSnapshot
from apps.probes.event_hooks import failed_subscriptions
from apps.probes.probe import Kind, Probe, Severity, Subject, Verdict


def evaluate(org: OrgSnapshot) -> Iterator[Verdict]:
    return failed_subscriptions(
        org,
        CHANGED_COUNT,
        "after the upgrade it also counts the primary factor.",
        "No active event hook counts MFA events.",
    )


PROBE = Probe(
    id="event_hooks_count_mfa_alike",
    title="No event hook counts multifactor sign-ins",
    kind=Kind.HAZARD,
    subject=Subject.ORG,
    severity=Severity.MEDIUM,
    why="Figures and alarms that rest on the event rise without a cause.",
    fix=("Adapt the filters of the receiver, of SIEM rules and of reports.",),
    source=developer("reference/api/event-types"),
    parts=("event_hooks",),
    facts=("limitation:mfa_via_event",),
    evaluate=evaluate,
)
