"""Which dates of waves, upgrades and steps can be; refusals are sentences. Pure.

A technical rule that dates break is refused. Okta's order by risk may be left with a
reason, which is kept.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations, pairwise

from apps.facts.fact import Phase as When
from apps.facts.fact import Stage
from apps.plans.dates import (
    ONE_DAY,
    Dated,
    Frozen,
    OrgDate,
    Pause,
    Refusal,
    Span,
    day_words,
)
from apps.plans.phases import NEEDED_BEFORE, Phase, phase_of


def check_wave(
    phases: Sequence[Dated],
    breaks: Sequence[Pause] = (),
    freezes: Iterable[Frozen] = (),
    orgs: Iterable[OrgDate] = (),
) -> tuple[Refusal, ...]:
    """Return what speaks against the dates of a wave; `orgs` are its applications'.

    Source: https://developer.okta.com/docs/guides/oie-upgrade-plan-embedded-upgrades/main
    """
    ends = [
        Refusal(f"{name} ends before it starts.", field=key)
        for name, key, span in _all_spans(phases, breaks)
        if span.ends < span.starts
    ]
    if ends:  # nothing else can be told of such days
        return tuple(ends)
    frozen = list(freezes)
    return (
        *_order(phases),
        *_breaks(phases, breaks),
        *_in_freezes(phases, frozen),
        *_before_upgrades(phases, list(orgs)),
    )


def _all_spans(
    phases: Iterable[Dated], breaks: Iterable[Pause]
) -> Iterator[tuple[str, str, Span]]:
    for dated in phases:
        yield f"The phase {dated.phase.label}", dated.phase, dated.span
    for pause in breaks:
        yield f"The break after {pause.after.label}", f"break_{pause.after}", pause.span


def _order(phases: Sequence[Dated]) -> Iterator[Refusal]:
    for first, second in combinations(sorted(phases, key=_place), 2):
        if first.span.ends < second.span.starts:
            continue
        if first.span.meets(second.span):
            yield Refusal(
                f"{second.phase.label} ({second.span}) overlaps {first.phase.label} "
                f"({first.span}): one at a time, so that a failure has one cause.",
                field=second.phase,
            )
        elif needed := NEEDED_BEFORE.get((first.phase, second.phase)):
            yield Refusal(
                f"{second.phase.label} cannot come before {first.phase.label}: "
                f"“{needed[1]}” needs “{needed[0]}”.",
                field=second.phase,
            )
        else:
            yield Refusal(
                f"Okta advises {first.phase.label} before {second.phase.label}, the "
                "less risky first. Say why this wave goes another way.",
                advised=True,
                field=second.phase,
            )


def _place(dated: Dated) -> int:
    return dated.phase.place


def _breaks(phases: Sequence[Dated], breaks: Sequence[Pause]) -> Iterator[Refusal]:
    by_phase = {dated.phase: dated for dated in phases}
    for pause in breaks:
        field = f"break_{pause.after}"
        before = by_phase.get(pause.after)
        if before is None:
            yield Refusal(
                f"There is a break after {pause.after.label}, but no such phase.",
                field=field,
            )
            continue
        if pause.span.starts <= before.span.ends:
            yield Refusal(
                f"The break after {pause.after.label} begins before that phase ends "
                f"on {day_words(before.span.ends)}.",
                field=field,
            )
            continue
        for dated in phases:
            between = before.span.ends < dated.span.starts <= pause.span.ends
            if dated.span.meets(pause.span) or between:
                yield Refusal(
                    f"The break after {pause.after.label} ({pause.span}) runs into "
                    f"{dated.phase.label} ({dated.span}).",
                    field=field,
                )


def _in_freezes(
    phases: Iterable[Dated], freezes: Sequence[Frozen]
) -> Iterator[Refusal]:
    for dated in phases:
        for freeze in freezes:
            if dated.span.meets(freeze.span):
                yield Refusal(
                    f"{dated.phase.label} ({dated.span}) falls into {freeze}.",
                    field=dated.phase,
                )


def _before_upgrades(
    phases: Sequence[Dated], orgs: Sequence[OrgDate]
) -> Iterator[Refusal]:
    for dated in phases:
        for org in orgs:
            if org.day is None or dated.span.starts > org.day:
                continue
            was = "was upgraded" if org.is_done else "is planned to be upgraded"
            yield Refusal(
                f"{dated.phase.label} starts on {day_words(dated.span.starts)}, but "
                f"{org.name} {was} on {day_words(org.day)}: its steps come after that.",
                field=dated.phase,
            )


def missing_breaks(
    phases: Sequence[Dated], breaks: Sequence[Pause]
) -> tuple[tuple[Phase, Phase], ...]:
    """Return neighbours without a break to test in, which the guide recommends.

    Source: https://developer.okta.com/docs/guides/oie-upgrade-plan-embedded-upgrades/main
    """
    rested = {pause.after for pause in breaks}
    ordered = sorted(phases, key=lambda dated: dated.span.starts)
    return tuple(
        (first.phase, second.phase)
        for first, second in pairwise(ordered)
        if first.phase not in rested
    )


def due_date(
    stage: Stage,
    phases: Iterable[Dated] = (),
    *,
    upgrade_day: date | None = None,
    set_day: date | None = None,
) -> date | None:
    """Return when a step is due: as set, else as its phase ends.

    A step before the upgrade is due the day before it, the upgrade itself on its day.
    None: nothing gives it a day.
    """
    if set_day is not None:
        return set_day
    if stage.phase is When.PRE_UPGRADE:
        return upgrade_day - ONE_DAY if upgrade_day else None
    if stage.phase is When.UPGRADE:
        return upgrade_day
    phase = phase_of(stage.id)
    return next((one.span.ends for one in phases if one.phase is phase), None)


@dataclass(frozen=True, slots=True)
class DueBefore:
    """A prerequisite with the day on which it is due; `is_met` where that is past."""

    title: str
    technical: bool
    day: date | None
    is_met: bool = False


def check_due(
    stage: Stage,
    day: date,
    *,
    org: OrgDate,
    befores: Iterable[DueBefore] = (),
    freezes: Iterable[Frozen] = (),
) -> tuple[Refusal, ...]:
    """Return what speaks against a day that a person sets for one step."""
    found = [
        Refusal(f"{day_words(day)} falls into {freeze}.")
        for freeze in freezes
        if freeze.span.holds(day)
    ]
    if stage.phase is When.POST_UPGRADE and org.day is not None and day < org.day:
        found.append(
            Refusal(
                f"This step comes after the upgrade of {org.name} on "
                f"{day_words(org.day)}."
            )
        )
    for before in befores:
        if before.is_met or before.day is None or before.day <= day:
            continue
        if before.technical:
            sentence = f"It needs “{before.title}”, due on {day_words(before.day)}."
        else:
            sentence = (
                f"Okta advises “{before.title}” first, due on {day_words(before.day)}. "
                "Say why this step goes before it."
            )
        found.append(Refusal(sentence, advised=not before.technical))
    return tuple(found)
