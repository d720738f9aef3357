"""Counts over several apps, always bounded by what a person may see.

The orgs bound what is shared in them, the scope what is of applications.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping
from datetime import datetime, timedelta

from django.db.models import Count, Q

from apps.accounts.scope import Scope
from apps.checklists.models import ApplicationRollup, StepRollup, StepState
from apps.findings.models import Finding, Waiver
from apps.findings.queries import within
from apps.inventory.models import Grade

SHARED = Q(model="")  # steps of orgs, brands and servers: everybody's
WAIVER_NOTICE = timedelta(days=14)


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


def steps_by_state(
    org_ids: Collection[int], scope: Scope
) -> Mapping[int, Counter[str]]:
    """Return {org id: {step state: steps}} from the rollup."""
    counts: dict[int, Counter[str]] = defaultdict(Counter)
    rows = StepRollup.objects.filter(
        scope.with_shared(SHARED), org__in=org_ids
    ).values_list("org", "state", "n")
    for org, state, n in rows:
        counts[org][state] += n
    return counts


def steps_by_stage(org_id: int, scope: Scope) -> Mapping[tuple[str, str], Counter[str]]:
    """Return {(model, stage): {step state: steps}} of one org from the rollup."""
    counts: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    rows = StepRollup.objects.filter(scope.with_shared(SHARED), org=org_id).values_list(
        "model", "stage", "state", "n"
    )
    for model, stage, state, n in rows:
        counts[model, stage][state] += n
    return counts


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


SETTLED = (
    StepState.PROVEN,
    StepState.ATTESTED,
    StepState.WAIVED,
    StepState.NOT_APPLICABLE,
)


def settled(counts: Mapping[str, int]) -> int:
    """Return how many of the counted steps are settled."""
    return sum(counts.get(state, 0) for state in SETTLED)
