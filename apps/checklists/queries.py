"""Steps as pages and commands show them; writes nothing.

A step without a row is derived here by the same rules that judging uses.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q
from django.utils import timezone

from apps.accounts.scope import Scope
from apps.checklists.hearing import ORG
from apps.checklists.ledger import Freshness, Ledger, open_ledger
from apps.checklists.listening import active_findings
from apps.checklists.models import StepRollup, StepTransition
from apps.checklists.rules import State
from apps.checklists.step_views import EvidenceView, StepView, StepViews
from apps.checklists.surveying import (
    Answers,
    Survey,
    answers_of,
    is_needed,
    models_in_use,
    subject_of,
    survey,
)
from apps.facts.fact import Stage, StageSubject
from apps.facts.stages import STAGES, stages_of
from apps.inventory.models import Application
from apps.orgs.models import Org
from apps.snapshots.queries import last_complete_at

__all__ = [
    "EvidenceView",
    "Move",
    "StepView",
    "applications_with_answers",
    "brand_steps",
    "history_of",
    "org_steps",
    "server_steps",
    "step_counts",
    "steps_of",
]

PAGE = 200


@dataclass(frozen=True, slots=True)
class Move:
    """One change of state in the history of a subject."""

    stage: Stage
    at: datetime
    before: str
    after: str
    why: str


def steps_of(
    application: Application, now: datetime | None = None
) -> tuple[StepView, ...]:
    """Return the checklist of an application in its order, shared steps among them.

    About a dozen queries, whatever the size of the org.
    """
    org = application.org
    shared, seen = _survey(org, now)
    subject = subject_of(application)
    ledger = open_ledger(
        org, shared.now, subjects=[subject], freshness=shared.freshness
    )
    active = active_findings(org, [application.pk]).get(application.pk, ())
    answers = answers_of(application, ledger, seen.around, active)
    stages = stages_of(application.effective_model, application.target_model)
    own, beside = StepViews(ledger), StepViews(shared, {one.id for one in stages})
    above = seen.around.shared
    views = []
    for stage in stages:
        if stage.subject in (StageSubject.ORG, StageSubject.BRAND):
            views.append(beside.view(stage, _owner(stage, seen), above, {}))
        else:
            views.append(own.view(stage, subject, answers, above))
    return tuple(views)


def org_steps(org: Org, now: datetime | None = None) -> tuple[StepView, ...]:
    """Return the steps of the org itself that its applications' models ask for."""
    ledger, seen = _survey(org, now)
    return _needed(StepViews(ledger), seen.org, ORG, {}, models_in_use(org))


def brand_steps(
    org: Org, now: datetime | None = None
) -> dict[str, tuple[StepView, ...]]:
    """Return {Okta id of a brand: its steps}."""
    ledger, seen = _survey(org, now)
    return _per_subject(org, ledger, seen, seen.brands, "brand")


def server_steps(
    org: Org, now: datetime | None = None
) -> dict[str, tuple[StepView, ...]]:
    """Return {Okta id of an authorization server: its steps}."""
    ledger, seen = _survey(org, now)
    return _per_subject(org, ledger, seen, seen.servers, "authorization_server")


def history_of(application: Application, most: int = 100) -> list[Move]:
    """Return the latest changes of an application's steps, newest first."""
    moves = StepTransition.objects.filter(step__application=application)
    rows = moves.select_related("step").order_by("-at", "-pk")[:most]
    return [
        Move(STAGES[row.step.stage], row.at, row.before, row.after, row.why)
        for row in rows
        if row.step.stage in STAGES
    ]


def step_counts(
    org_ids: Collection[int] | None, scope: Scope | None = None
) -> dict[tuple[str, str], dict[State, int]]:
    """Return {(model, stage): {state: n}} over some orgs; None means every org.

    With a `scope` the steps of its applications are counted, and the shared ones. The
    model is empty for steps of orgs, brands and servers. One query, from rollups.
    """
    rows = StepRollup.objects.all()
    if org_ids is not None:
        rows = rows.filter(org__in=org_ids)
    if scope is not None:
        rows = rows.filter(scope.with_shared(Q(model="")))
    counts: dict[tuple[str, str], dict[State, int]] = defaultdict(
        lambda: defaultdict(int)
    )
    for model, stage, state, n in rows.values_list("model", "stage", "state", "n"):
        counts[model, stage][State(state)] += n
    return {key: dict(states) for key, states in counts.items()}


def applications_with_answers(
    org: Org, now: datetime | None = None
) -> Iterator[tuple[Application, Answers]]:
    """Yield the listed applications by label with the answer of each stage.

    A page at a time, a few queries each.
    """
    shared, seen = _survey(org, now)
    rows = Application.objects.filter(org=org, gone_at=None)
    keys = list(rows.order_by("label", "pk").values_list("pk", flat=True))
    for start in range(0, len(keys), PAGE):
        by_pk = rows.in_bulk(keys[start : start + PAGE])
        page = [by_pk[pk] for pk in keys[start : start + PAGE] if pk in by_pk]
        ledger = open_ledger(
            org,
            shared.now,
            subjects=[subject_of(one) for one in page],
            freshness=shared.freshness,
        )
        active = active_findings(org, [one.pk for one in page])
        for one in page:
            yield one, answers_of(one, ledger, seen.around, active.get(one.pk, ()))


def _survey(org: Org, now: datetime | None) -> tuple[Ledger, Survey]:
    at = now or timezone.now()
    ledger = open_ledger(org, at, freshness=Freshness(last_complete_at(org)))
    return ledger, survey(ledger, at)


def _needed(
    makes: StepViews, answers: Answers, subject: str, above: Answers, in_use: set[str]
) -> tuple[StepView, ...]:
    return tuple(
        makes.view(STAGES[stage_id], subject, answers, above)
        for stage_id in answers
        if is_needed(STAGES[stage_id], in_use)
    )


def _per_subject(
    org: Org, ledger: Ledger, seen: Survey, by_id: Mapping[str, Answers], kind: str
) -> dict[str, tuple[StepView, ...]]:
    makes, in_use = StepViews(ledger), models_in_use(org)
    return {
        okta_id: _needed(makes, answers, f"{kind}:{okta_id}", seen.org, in_use)
        for okta_id, answers in by_id.items()
    }


def _owner(stage: Stage, seen: Survey) -> str:
    """Return the subject whose evidence speaks for a shared stage."""
    if stage.subject is StageSubject.ORG:
        return ORG
    shared = seen.around.shared.get(stage.id)
    for okta_id, answers in seen.brands.items():
        if shared is not None and answers[stage.id].state is shared.state:
            return f"brand:{okta_id}"
    return f"brand:{next(iter(seen.brands), '')}"
