"""Counts over several apps, always bounded by what a person may see.

The orgs bound what is shared in them, the scope what is of applications.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping
from datetime import datetime, timedelta

from django.db.models import Count, Q, Sum

from apps.accounts.scope import Scope
from apps.checklists.models import ApplicationRollup, StepRollup
from apps.findings.models import Finding, ProbeTally, Waiver
from apps.findings.queries import tallied, within
from apps.inventory.models import Grade
from apps.probes.probe import Kind, Outcome, Severity
from apps.probes.registry import PROBES

SHARED = Q(model="")  # steps of orgs, brands and servers: everybody's
WAIVER_NOTICE = timedelta(days=14)
UNANSWERED = (Outcome.UNKNOWN, Outcome.CRASHED)
BLOCKERS = [
    probe.id
    for probe in PROBES.values()
    if probe.kind is Kind.HAZARD and probe.severity is Severity.BLOCKER
]


def open_by_severity(
    org_ids: Collection[int], scope: Scope
) -> Mapping[int, Counter[str]]:
    """Return {org id: {severity: open findings}} in one query."""
    counts: dict[int, Counter[str]] = defaultdict(Counter)
    rows = (
        Finding.objects.filter(within(scope), org__in=org_ids, state__in=Finding.ACTIVE)
        .values_list("org", "severity")
        .annotate(n=Count("pk"))
        .order_by()
    )
    for org, severity, n in rows:
        counts[org][severity] += n
    return counts


def grades_by_org(org_ids: Collection[int], scope: Scope) -> Mapping[int, Counter[str]]:
    """Return {org id: {grade: applications}} from the rollup; out of scope left out."""
    counts: dict[int, Counter[str]] = defaultdict(Counter)
    rows = ApplicationRollup.objects.filter(
        scope.applications(), org__in=org_ids
    ).values_list("org", "grade", "n")
    for org, grade, n in rows:
        if grade != Grade.OUTSIDE:
            counts[org][grade] += n
    return counts


def steps_by_org_and_stage(
    org_ids: Collection[int], scope: Scope
) -> Mapping[int, Mapping[str, Counter[str]]]:
    """Return {org id: {stage: {step state: steps}}} from the rollup."""
    counts: dict[int, dict[str, Counter[str]]] = defaultdict(
        lambda: defaultdict(Counter)
    )
    rows = StepRollup.objects.filter(
        scope.with_shared(SHARED), org__in=org_ids
    ).values_list("org", "stage", "state", "n")
    for org, stage, state, n in rows:
        counts[org][stage][state] += n
    return counts


def steps_by_model(org_id: int, scope: Scope) -> Mapping[tuple[str, str], Counter[str]]:
    """Return {(model, stage): {step state: steps}} of one org from the rollup."""
    counts: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    rows = StepRollup.objects.filter(scope.with_shared(SHARED), org=org_id).values_list(
        "model", "stage", "state", "n"
    )
    for model, stage, state, n in rows:
        counts[model, stage][state] += n
    return counts


def unknown_blockers(org_ids: Collection[int], scope: Scope) -> Mapping[int, int]:
    """Return {org id: questions about blockers that were not answered}."""
    rows = ProbeTally.objects.filter(
        tallied(scope), org__in=org_ids, outcome__in=UNANSWERED, probe__in=BLOCKERS
    )
    return dict(rows.values_list("org").annotate(n=Sum("n")).order_by())


def waivers_ending(
    org_ids: Collection[int], scope: Scope, now: datetime
) -> Mapping[int, int]:
    """Return {org id: waivers in force that end within two weeks}."""
    rows = (
        Waiver.objects.filter(
            finding__in=Finding.objects.filter(within(scope), org__in=org_ids),
            approved_at__isnull=False,
            withdrawn_at__isnull=True,
            expires_at__range=(now, now + WAIVER_NOTICE),
        )
        .values_list("finding__org")
        .annotate(n=Count("pk"))
        .order_by()
    )
    return dict(rows)
