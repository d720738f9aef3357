"""Counts over several apps, always bounded by the orgs a person may see."""

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping
from datetime import datetime, timedelta

from django.db.models import Count, QuerySet, Sum

from apps.checklists.models import ApplicationRollup, StepRollup
from apps.findings.models import Finding, ProbeTally, Waiver
from apps.inventory.models import Grade
from apps.probes.probe import Kind, Outcome, Probe, Severity
from apps.probes.registry import PROBES

WAIVER_NOTICE = timedelta(days=14)
UNANSWERED = (Outcome.UNKNOWN, Outcome.CRASHED)
BLOCKERS = [
    probe.id
    for probe in PROBES.values()
    if probe.kind is Kind.HAZARD and probe.severity is Severity.BLOCKER
]


def open_by_severity(org_ids: Collection[int]) -> Mapping[int, Counter[str]]:
    """Return {org id: {severity: open findings}} in one query."""
    counts: dict[int, Counter[str]] = defaultdict(Counter)
    rows = (
        Finding.objects.filter(org__in=org_ids, state__in=Finding.ACTIVE)
        .values_list("org", "severity")
        .annotate(n=Count("pk"))
        .order_by()
    )
    for org, severity, n in rows:
        counts[org][severity] += n
    return counts


def grades_by_org(org_ids: Collection[int]) -> Mapping[int, Counter[str]]:
    """Return {org id: {grade: applications}} from the rollup; out of scope left out."""
    counts: dict[int, Counter[str]] = defaultdict(Counter)
    rows = ApplicationRollup.objects.filter(org__in=org_ids).values_list(
        "org", "grade", "n"
    )
    for org, grade, n in rows:
        if grade != Grade.OUTSIDE:
            counts[org][grade] += n
    return counts


def steps_by_org_and_stage(
    org_ids: Collection[int],
) -> Mapping[int, Mapping[str, Counter[str]]]:
    """Return {org id: {stage: {step state: steps}}} from the rollup."""
    counts: dict[int, dict[str, Counter[str]]] = defaultdict(
        lambda: defaultdict(Counter)
    )
    rows = StepRollup.objects.filter(org__in=org_ids).values_list(
        "org", "stage", "state", "n"
    )
    for org, stage, state, n in rows:
        counts[org][stage][state] += n
    return counts


def steps_by_model(org_id: int) -> Mapping[tuple[str, str], Counter[str]]:
    """Return {(model, stage): {step state: steps}} of one org from the rollup."""
    counts: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    rows = StepRollup.objects.filter(org=org_id).values_list(
        "model", "stage", "state", "n"
    )
    for model, stage, state, n in rows:
        counts[model, stage][state] += n
    return counts


def unknown_blockers(org_ids: Collection[int]) -> Mapping[int, int]:
    """Return {org id: questions about blockers that were not answered}."""
    rows = _unanswered(org_ids).values_list("org").annotate(n=Sum("n")).order_by()
    return dict(rows)


def unanswered(org_id: int) -> list[tuple[Probe, str]]:
    """Return the blocker probes that could not tell, each with what it said."""
    rows = _unanswered([org_id]).order_by("probe", "outcome")
    return [(PROBES[row.probe], row.message) for row in rows]


def _unanswered(org_ids: Collection[int]) -> QuerySet[ProbeTally]:
    return ProbeTally.objects.filter(
        org__in=org_ids, outcome__in=UNANSWERED, probe__in=BLOCKERS
    )


def waivers_ending(org_ids: Collection[int], now: datetime) -> Mapping[int, int]:
    """Return {org id: waivers in force that end within two weeks}."""
    rows = (
        Waiver.objects.filter(
            finding__org__in=org_ids,
            approved_at__isnull=False,
            withdrawn_at__isnull=True,
            expires_at__range=(now, now + WAIVER_NOTICE),
        )
        .values_list("finding__org")
        .annotate(n=Count("pk"))
        .order_by()
    )
    return dict(rows)
