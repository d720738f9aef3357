"""What a snapshot saw and what it did not, with the reasons."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime

from apps.okta.parts import PARTS
from apps.orgs.models import Org
from apps.snapshots.models import PartReading, PartState, Snapshot
from apps.snapshots.queries.completeness import is_readable


@dataclass(frozen=True, slots=True)
class Coverage:
    """One part, or one parent of a nested part: "authorization_server_rules/aus1".

    `reason` says why it was not seen, or why a seen one is empty.
    """

    part: str
    seen: bool
    reason: str = ""

    @property
    def title(self) -> str:
        part, _, parent = self.part.partition("/")
        title = PARTS[part].title if part in PARTS else part
        return f"{title} of {parent}" if parent else title


def coverage(snapshot: Snapshot) -> list[Coverage]:
    """Return one entry per part in reading order; one query.

    Units of a nested part are one entry where all agree, else one per parent.
    """
    units: dict[str, list[PartReading]] = defaultdict(list)
    for reading in snapshot.readings.order_by("parent"):
        units[reading.part].append(reading)
    entries: list[Coverage] = []
    for spec in PARTS.values():
        if units[spec.id]:
            entries += _folded(spec.id, units[spec.id])
            continue
        unseen = _unseen_parent(spec.parents, entries)
        if unseen is not None:
            reason = f"Not asked for, since what it hangs on is unseen: {unseen.reason}"
            entries.append(Coverage(spec.id, seen=False, reason=reason))
    return entries


def _unseen_parent(
    parents: tuple[str, ...], entries: list[Coverage]
) -> Coverage | None:
    hung_on = [each for each in entries if each.part.partition("/")[0] in parents]
    return next((each for each in hung_on if not each.seen), None)


def _folded(part: str, units: list[PartReading]) -> list[Coverage]:
    """Fold units that agree: the whole part, else what hangs on one first parent."""
    answers = {(is_readable(unit), _reason(unit)) for unit in units}
    if len(answers) == 1:
        return [Coverage(part, *answers.pop())]
    groups: dict[str, list[PartReading]] = defaultdict(list)
    for unit in units:
        groups[unit.parent.partition("/")[0]].append(unit)
    entries = []
    for parent, group in groups.items():
        answers = {(is_readable(unit), _reason(unit)) for unit in group}
        if len(answers) == 1:
            entries.append(Coverage(f"{part}/{parent}", *answers.pop()))
            continue
        entries += [
            Coverage(unit.name, is_readable(unit), _reason(unit)) for unit in group
        ]
    return entries


def _reason(unit: PartReading) -> str:
    if unit.state in PartReading.DONE:
        return unit.reason
    return unit.reason or "It was not read yet."


def last_complete_at(org: Org) -> dict[str, datetime]:
    """Return when each part was last read completely, every parent of it included."""
    states = PartState.objects.filter(org=org)
    return dict(states.values_list("part", "last_complete_at"))
