"""Counts over several apps, always bounded by the orgs a person may see."""

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping
from datetime import datetime, timedelta

from django.db.models import Count

from apps.checklists.models import ApplicationRollup, StepRollup, StepState
from apps.findings.models import Finding, Waiver
from apps.inventory.models import Grade

WAIVER_NOTICE = timedelta(days=14)


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


def steps_by_state(org_ids: Collection[int]) -> Mapping[int, Counter[str]]:
    """Return {org id: {step state: steps}} from the rollup."""
    counts: dict[int, Counter[str]] = defaultdict(Counter)
    rows = StepRollup.objects.filter(org__in=org_ids).values_list("org", "state", "n")
    for org, state, n in rows:
        counts[org][state] += n
    return counts


def steps_by_stage(org_id: int) -> Mapping[tuple[str, str], Counter[str]]:
    """Return {(model, stage): {step state: steps}} of one org from the rollup."""
    counts: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    rows = StepRollup.objects.filter(org=org_id).values_list(
        "model", "stage", "state", "n"
    )
    for model, stage, state, n in rows:
        counts[model, stage][state] += n
    return counts


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


SETTLED = (
    StepState.PROVEN,
    StepState.ATTESTED,
    StepState.WAIVED,
    StepState.NOT_APPLICABLE,
)


def settled(counts: Mapping[str, int]) -> int:
    """Return how many of the counted steps are settled."""
    return sum(counts.get(state, 0) for state in SETTLED)
