"""When what happens in the demo company's history. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from apps.simulator.demo import LAST_DAY, Edit

WEEK = 7  # days without a sync at most: proof ages that fast
CLOSE = 2  # days before a planned sync in which no other one is added
ORDER = ("preview", "sandbox", "production")
MINUTES_APART = 10
AT_HOUR = 6
SAID = {0: "connected, and read for the first time", LAST_DAY: "today's sync"}
PREFIX = "demo-"  # of the names of its orgs, so that every page says it


@dataclass(frozen=True)
class Stop:
    """One day on which orgs are synced, with what changed in them since the last."""

    day: int
    syncs: Mapping[str, str]  # {environment: what changed}


def calendar(timeline: Iterable[Edit], more_days: Iterable[int] = ()) -> list[Stop]:
    """Return the days on which something is to be done, in order.

    An org is synced on the first and last day, when something changed in it, and
    otherwise once a week. `more_days` are stops in any case.
    """
    changes: dict[str, dict[int, str]] = {name: {} for name in ORDER}
    for edit in timeline:
        changes[edit.org].setdefault(edit.day, edit.description)
    stops: dict[int, dict[str, str]] = {day: {} for day in more_days}
    for name in ORDER:
        for day in sync_days(changes[name]):
            stops.setdefault(day, {})[name] = _said(changes[name], day)
    return [Stop(day, stops[day]) for day in sorted(stops)]


def _said(changes: Mapping[int, str], day: int) -> str:
    return changes.get(day) or SAID.get(day, "the weekly sync")


def sync_days(days: Iterable[int]) -> list[int]:
    """Return `days`, the first and the last one, and others so that no week is left."""
    planned = sorted({0, *days, LAST_DAY})
    found = []
    for day, after in zip(planned, [*planned[1:], LAST_DAY + WEEK], strict=True):
        found += [day, *range(day + WEEK, min(after - CLOSE, LAST_DAY), WEEK)]
    return found


def moment(today: datetime, day: int, org: str = ORDER[0]) -> datetime:
    """Return when an org is synced on a day; the last day is now."""
    late = timedelta(minutes=MINUTES_APART * ORDER.index(org))
    if day >= LAST_DAY:
        return today
    morning = today.replace(hour=AT_HOUR, minute=0, second=0, microsecond=0)
    return morning - timedelta(days=LAST_DAY - day) + late


def org_name(environment: str) -> str:
    return f"{PREFIX}{environment}"
