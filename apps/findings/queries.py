"""Reads of findings and of every documented fact for an org; writes nothing."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from apps.accounts.scope import Scope
from apps.core.templatetags.ui import plural
from apps.facts.fact import Detection
from apps.findings.models import Finding, ProbeTally
from apps.orgs.models import Org
from apps.probes.fact_table import FactRow, fact_rows
from apps.probes.probe import Outcome
from apps.probes.registry import PROBES

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


@dataclass(frozen=True)
class Tally:
    """How often a probe gave an outcome, and the sentence that says so."""

    n: int
    words: str


Tallies = Mapping[str, Mapping[str, Tally]]  # {probe: {outcome: tally}}


def within(scope: Scope) -> Q:
    """Return the condition on findings that bounds them to `scope`.

    What is about no application concerns everybody who may see its org; the caller
    bounds the orgs.
    """
    return scope.with_shared(Q(application=None), "org", "application__team")


def tallied(scope: Scope) -> Q:
    """Return the condition on tallies that bounds them to `scope`, as `within` does."""
    own = [one.id for one in PROBES.values() if not one.is_per_application]
    return scope.with_shared(Q(team=None, probe__in=own))


def open_findings_for(org: Org, scope: Scope | None = None) -> QuerySet[Finding]:
    """Return the open and reopened findings of an org, or those within `scope`."""
    rows = Finding.objects.filter(org=org, state__in=Finding.ACTIVE)
    return rows.filter(within(scope)) if scope else rows


def facts_table(org: Org, scope: Scope | None = None) -> list[FactAnswer]:
    """Return every limitation, Hub item, page pattern and stage with its outcome.

    Two queries: what each probe said in sum, and the open findings. With a `scope`
    that does not reach over the org, only its teams' applications are counted and
    none is quoted.
    """
    bounds = None if scope is None or scope.covers_org(org.pk) else scope
    open_by_probe: dict[str, int] = defaultdict(int)
    for probe in open_findings_for(org, bounds).values_list("probe", flat=True):
        open_by_probe[probe] += 1
    tallies = tallies_of(org, scope)
    return [_answer(row, tallies, open_by_probe) for row in fact_rows()]


def tallies_of(org: Org, scope: Scope | None = None) -> Tallies:
    """Return what each probe said of an org in sum. One query.

    With a `scope` that does not reach over the org, only its teams' applications are
    counted and none is quoted.
    """
    bounds = None if scope is None or scope.covers_org(org.pk) else scope
    rows = ProbeTally.objects.filter(org=org).order_by("pk")
    if bounds is not None:
        rows = rows.filter(tallied(bounds))
    counts: dict[tuple[str, str], int] = defaultdict(int)
    first: dict[tuple[str, str], str] = {}
    for row in rows:
        key = (row.probe, row.outcome)
        counts[key] += row.n
        first.setdefault(key, row.message)
    tallies: dict[str, dict[str, Tally]] = defaultdict(dict)
    for (probe, outcome), n in counts.items():
        is_own = probe not in PROBES or not PROBES[probe].is_per_application
        if bounds is None or is_own:
            message = first[probe, outcome]
            words = f"{message} And {n - 1} more." if n > 1 else message
        else:  # it may have gone to another team since
            words = f"So for {plural(n, 'application')} of your teams, when last read."
        tallies[probe][outcome] = Tally(n, words)
    return tallies


def _answer(
    row: FactRow,
    tallies: Tallies,
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
    words = tuple(one.words for one in deciding[:SHOWN])
    return FactAnswer(row, outcome.value, failures, words, found)
