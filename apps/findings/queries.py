"""Reads of findings and of every documented fact for an org; writes nothing."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db.models import QuerySet

from apps.facts.fact import Detection
from apps.findings.models import Finding, ProbeTally
from apps.orgs.models import Org
from apps.probes.fact_table import FactRow, fact_rows
from apps.probes.probe import Outcome

# The first of these that any probe of a fact gave is the fact's outcome.
GRAVEST = (
    Outcome.FAILED,
    Outcome.UNKNOWN,
    Outcome.CRASHED,
    Outcome.PASSED,
    Outcome.NOT_APPLICABLE,
)
NOT_ASKED = "The org was not read yet."
SHOWN = 3


@dataclass(frozen=True)
class FactAnswer:
    """A documented fact with its outcome for one org.

    `outcome` is a probe's outcome, or needs_traffic, needs_scan or manual. `failures`
    counts failed verdicts; `words` are the first sentences of what decided.
    """

    row: FactRow
    outcome: str
    failures: int
    words: tuple[str, ...]
    open_findings: int


def open_findings_for(org: Org) -> QuerySet[Finding]:
    """Return the open and reopened findings of an org."""
    return Finding.objects.filter(org=org, state__in=Finding.ACTIVE)


def facts_table(org: Org) -> list[FactAnswer]:
    """Return every limitation, Hub item, page pattern and stage with its outcome.

    Two queries: what each probe said in sum, and the open findings.
    """
    tallies: dict[str, dict[str, ProbeTally]] = defaultdict(dict)
    for tally in ProbeTally.objects.filter(org=org):
        tallies[tally.probe][tally.outcome] = tally
    open_by_probe: dict[str, int] = defaultdict(int)
    for probe in open_findings_for(org).values_list("probe", flat=True):
        open_by_probe[probe] += 1
    return [_answer(row, tallies, open_by_probe) for row in fact_rows()]


def _answer(
    row: FactRow,
    tallies: Mapping[str, Mapping[str, ProbeTally]],
    open_by_probe: Mapping[str, int],
) -> FactAnswer:
    found = sum(open_by_probe[probe] for probe in row.probes)
    if row.detection is not Detection.PROBE:
        return FactAnswer(row, row.detection.value, 0, (), found)
    said = [tallies[probe] for probe in row.probes if probe in tallies]
    if not said:
        return FactAnswer(row, Outcome.UNKNOWN.value, 0, (NOT_ASKED,), found)
    outcome = next(one for one in GRAVEST if any(one in each for each in said))
    deciding = [each[outcome] for each in said if outcome in each]
    failures = sum(one.n for one in deciding) if outcome is Outcome.FAILED else 0
    return FactAnswer(row, outcome.value, failures, _words(deciding), found)


def _words(tallies: Sequence[ProbeTally]) -> tuple[str, ...]:
    return tuple(
        f"{one.message} And {one.n - 1} more." if one.n > 1 else one.message
        for one in tallies[:SHOWN]
    )
