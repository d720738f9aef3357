"""Which parts of a snapshot were read completely; reads no object."""

from collections import defaultdict

from apps.okta.parts import PARTS
from apps.snapshots.models import PartReading, Snapshot
from apps.snapshots.rules import APPLICATIONS


def is_readable(reading: PartReading) -> bool:
    """Return whether every page came and nothing on them is in an unknown shape.

    An application in an unknown shape is shown as such, one by one; in a bounded part
    it would be missing from what probes look at.
    """
    if reading.state != PartReading.State.SEEN:
        return False
    return not reading.problems or reading.part == APPLICATIONS


def complete_parts(snapshot: Snapshot) -> set[str]:
    """Return the parts of which every unit was read, as was all they hang on."""
    units: dict[str, list[PartReading]] = defaultdict(list)
    for reading in snapshot.readings.all():
        units[reading.part].append(reading)
    complete: set[str] = set()
    for spec in PARTS.values():  # parents come first
        asked = units[spec.id]
        if not all(is_readable(reading) for reading in asked):
            continue
        # A root without a unit is a part that the org's engine does not have.
        above = [each for each in spec.parents if PARTS[each].parents or units[each]]
        needed = above if spec.parents else asked
        if needed and complete.issuperset(above):
            complete.add(spec.id)
    return complete
