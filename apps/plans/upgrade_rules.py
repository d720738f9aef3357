"""In which order orgs are upgraded, and at which hour; pure.

What breaks the order of the org track is refused; what is advised asks for a reason.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date, datetime

from apps.plans.dates import (
    SESSION_TOKEN_LIFE,
    WAIT_AFTER_PREVIEW,
    Frozen,
    OrgDate,
    Refusal,
    day_words,
)

BUSY_HOURS = range(7, 20)
FRIDAY = 4


def check_upgrade_order(
    org: OrgDate, others: Collection[OrgDate], freezes: Iterable[Frozen] = ()
) -> tuple[Refusal, ...]:
    """Return what speaks against the planned day of `org` beside the other orgs'.

    The first preview org counts, then at least seven days, then sandbox, production.
    Source: https://developer.okta.com/docs/guides/oie-upgrade-rollout-plan/main
    """
    if org.is_done:
        return (Refusal(f"{org.name} runs Identity Engine already."),)
    if org.day is None:
        return ()
    day = org.day
    found = [
        Refusal(f"{day_words(day)} falls into {freeze}.")
        for freeze in freezes
        if freeze.span.holds(day)
    ]
    everyone = [org, *(one for one in others if one.name != org.name)]
    found += _after_preview(org, everyone)
    found += _after_sandbox(org, everyone)
    return tuple(found)


def _after_preview(org: OrgDate, everyone: Sequence[OrgDate]) -> Iterator[Refusal]:
    previews = [one for one in everyone if one.environment == "preview"]
    later = [one for one in everyone if one.environment != "preview"]
    if not previews or any(one.is_done and one.day is None for one in previews):
        return
    dated = [one for one in previews if one.day is not None]
    if not dated:
        if org.environment != "preview":
            yield Refusal(
                "Okta advises to upgrade a preview org first, and none has a date yet. "
                "Say why this org goes before it.",
                advised=True,
            )
        return
    first = min(dated, key=lambda one: one.day or date.max)
    earliest = (first.day or date.max) + WAIT_AFTER_PREVIEW
    for one in later if org.environment == "preview" else [org]:
        if one.day is not None and not one.is_done and one.day < earliest:
            yield Refusal(
                f"{one.name} ({one.environment}, {day_words(one.day)}) comes at least "
                f"seven days after the preview org {first.name}: on "
                f"{day_words(earliest)} at the earliest."
            )


def _after_sandbox(org: OrgDate, everyone: Sequence[OrgDate]) -> Iterator[Refusal]:
    sandboxes = [one for one in everyone if one.environment == "sandbox"]
    productions = [one for one in everyone if one.environment == "production"]
    if org.environment == "preview" or not sandboxes:
        return
    if any(one.is_done for one in sandboxes):
        return
    first = min((one.day for one in sandboxes if one.day), default=None)
    for one in productions if org.environment == "sandbox" else [org]:
        if one.day is None or one.is_done:
            continue
        if first is None or one.day <= first:
            when = f"on {day_words(first)}" if first else "without a date yet"
            yield Refusal(
                f"Okta advises a sandbox (the first is {when}) before {one.name}, "
                "which is production. Say why it goes another way.",
                advised=True,
            )


def hour_hint(planned_at: datetime) -> str:
    """Return what the hour of an upgrade means for people; in `planned_at`'s own zone.

    Source: https://developer.okta.com/docs/guides/ie-limitations/main
    """
    minutes = int(SESSION_TOKEN_LIFE.total_seconds() // 60)
    busy = planned_at.weekday() <= FRIDAY and planned_at.hour in BUSY_HOURS
    said = f"{planned_at:%H:%M} on a {planned_at:%A} is a working hour"
    begin = f"{said}: choose a quiet one. " if busy else ""
    return (
        f"{begin}A session token lives {minutes} minutes; whoever holds one across the "
        "switch is asked for the password again."
    )
