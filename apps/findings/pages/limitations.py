"""Everything documented about the upgrade, with its outcome for one org."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from django.http import QueryDict

from apps.accounts.scope import Scope
from apps.findings.queries import FactAnswer, facts_table
from apps.orgs.models import Org
from apps.probes.registry import PROBES

KINDS: Mapping[str, str] = {
    "limitation": "Limitations and feature changes",
    "hub": "Upgrade Hub items",
    "page_scan": "Patterns in sign-in pages",
    "stage": "Stages",
}
OUTCOMES: Mapping[str, str] = {
    "failed": "Failed",
    "unknown": "Unknown",
    "crashed": "Probe crashed",
    "passed": "Passed",
    "not_applicable": "Not applicable",
    "manual": "Manual",
    "needs_traffic": "Needs traffic",
    "needs_scan": "Needs a scan",
}


@dataclass(frozen=True)
class ProbeLink:
    """A probe that answers a fact, and whether it opens findings to look at."""

    id: str
    title: str


@dataclass(frozen=True)
class Line:
    """One fact as the page shows it."""

    answer: FactAnswer
    probes: tuple[ProbeLink, ...]


@dataclass(frozen=True)
class Group:
    title: str
    lines: list[Line]


@dataclass(frozen=True)
class OutcomeChoice:
    value: str
    label: str
    count: int
    chosen: bool


@dataclass(frozen=True)
class LimitationsPage:
    """What the page of `/orgs/<name>/limitations/` shows."""

    org: Org
    groups: list[Group]
    outcomes: list[OutcomeChoice]
    kinds: list[OutcomeChoice]
    outcome: str
    kind: str
    text: str
    total: int
    shown: int

    @classmethod
    def build(cls, org: Org, query: QueryDict, scope: Scope) -> "LimitationsPage":
        """Read the page in two queries."""
        outcome = query.get("outcome", "")
        kind = query.get("kind", "")
        outcome = outcome if outcome in OUTCOMES else ""
        kind = kind if kind in KINDS else ""
        text = query.get("q", "").strip()[:200]
        answers = facts_table(org, scope)
        by_outcome = Counter(one.outcome for one in answers)
        by_kind = Counter(one.row.kind for one in answers)
        fitting = [
            one
            for one in answers
            if outcome in ("", one.outcome)
            and kind in ("", one.row.kind)
            and fits(one, text)
        ]
        return cls(
            org=org,
            groups=_groups(fitting),
            outcomes=_choices(OUTCOMES, by_outcome, outcome),
            kinds=_choices(KINDS, by_kind, kind),
            outcome=outcome,
            kind=kind,
            text=text,
            total=len(answers),
            shown=len(fitting),
        )


def fits(answer: FactAnswer, text: str) -> bool:
    """Tell whether a searched text stands in what the page shows of a fact."""
    row = answer.row
    whole = " ".join((row.id, row.title, row.reason, row.look_at, *answer.words))
    return text.lower() in whole.lower()


def _groups(answers: list[FactAnswer]) -> list[Group]:
    groups = []
    for kind, title in KINDS.items():
        lines = [
            Line(
                one, tuple(ProbeLink(key, PROBES[key].title) for key in one.row.probes)
            )
            for one in answers
            if one.row.kind == kind
        ]
        if lines:
            groups.append(Group(title, lines))
    return groups


def _choices(
    labels: Mapping[str, str], counts: Mapping[str, int], chosen: str
) -> list[OutcomeChoice]:
    return [
        OutcomeChoice(value, label, counts.get(value, 0), value == chosen)
        for value, label in labels.items()
        if counts.get(value) or value == chosen
    ]
