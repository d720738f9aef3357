"""Steps by stage and org, as a table whose colour says how far each is."""

from collections import Counter
from dataclasses import dataclass

from apps.checklists.models import StepState
from apps.core.templatetags.ui import STATES, plural
from apps.dashboard.pages.counts import Counts, settled
from apps.facts.fact import Phase
from apps.facts.stages import STAGES
from apps.orgs.models import Org

MOST_ORGS = 8  # more columns than that say nothing any more
SHADES = 4
WORDS = {
    Phase.PRE_UPGRADE: "Before the upgrade",
    Phase.UPGRADE: "The upgrade",
    Phase.POST_UPGRADE: "After the upgrade",
}


@dataclass(frozen=True)
class HeatCell:
    """The steps of a stage in an org: "3/17"; empty where the org has none."""

    text: str
    shade: str
    said: str


@dataclass(frozen=True)
class HeatRow:
    title: str
    phase: str
    cells: list[HeatCell]


@dataclass(frozen=True)
class Heat:
    columns: list[str]
    rows: list[HeatRow]


def heat(orgs: list[Org], counts: Counts) -> Heat:
    """Return one row per stage that any of the orgs has, in the upgrade's order."""
    shown = orgs if len(orgs) <= MOST_ORGS else []
    rows = []
    for stage in sorted(STAGES.values(), key=lambda one: list(Phase).index(one.phase)):
        by_org = [counts.stages.get(org.pk, {}).get(stage.id) for org in orgs]
        held = [states for states in by_org if states]
        if not held:
            continue
        total: Counter[str] = Counter()
        for states in held:
            total.update(states)
        columns = by_org if shown else []
        cells = [_cell(states) for states in [*columns, total]]
        rows.append(HeatRow(stage.title, WORDS[stage.phase], cells))
    return Heat([org.name for org in shown], rows)


def _cell(states: Counter[str] | None) -> HeatCell:
    if not states:
        return HeatCell("", "", "")
    total, done = sum(states.values()), settled(states)
    said = ", ".join(
        f"{states[word]:,} {label.lower()}"
        for word, (_, _, label) in STATES.items()
        if states[word]
    )
    if states[StepState.REOPENED] or states[StepState.BLOCKED]:
        shade = "red"
    elif states[StepState.UNKNOWN] == total:
        shade = "unknown"
    else:
        shade = str(SHADES * done // total)
    text = f"{done:,}/{total:,}"
    return HeatCell(text, shade, f"{plural(total, 'step')}: {said}")
