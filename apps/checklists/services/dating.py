"""The day on which one step is due, set by hand where the rules of plans let it be."""

from collections.abc import Iterator
from datetime import date, datetime

from django.db import transaction

from apps.accounts.models import Role, User
from apps.accounts.queries import has_role
from apps.audit.services import record
from apps.checklists.dating import Dues, dues_at
from apps.checklists.hearing import ORG
from apps.checklists.models import Step, StepSetting
from apps.checklists.places import Place
from apps.checklists.rules import MET
from apps.checklists.services.errors import RefusedError
from apps.checklists.services.telling import tell_again
from apps.facts.fact import Phase, StageSubject
from apps.facts.stages import ORG_TRACK, STAGES, stages_of
from apps.plans.queries import freezes_of
from apps.plans.rules import DueBefore, check_due
from apps.plans.services.errors import RefusedError as PlanRefusedError
from apps.plans.services.errors import hold


def set_due(
    place: Place, day: date | None, reason: str, actor: User, now: datetime
) -> None:
    """Let one step be due on a day; None goes back to what its phase gives.

    Raises RefusedError for less than a lead, for a day that breaks a technical rule,
    and for one that leaves the advised order without a reason.
    """
    if not has_role(actor, place.org.pk, Role.LEAD, place.team_id):
        raise RefusedError("Setting when a step is due needs the role Lead here.")
    kept = _judged(place, day, reason) if day is not None else ""
    with transaction.atomic():
        setting, _ = StepSetting.objects.get_or_create(
            org=place.org,
            subject=place.subject,
            stage=place.stage.id,
            defaults={"application": place.application},
        )
        before = setting.due if setting.due_is_set else None
        setting.due, setting.due_is_set = day, day is not None
        setting.order_reason = kept
        setting.save(update_fields=["due", "due_is_set", "order_reason"])
        record(
            actor.email,
            "step.due_set",
            place.name,
            org_id=place.org.pk,
            team_id=place.team_id,
            before={"due": before.isoformat() if before else None},
            after={"due": day.isoformat() if day else None},
            why=reason.strip(),
        )
    tell_again(place, now)


def _judged(place: Place, day: date, reason: str) -> str:
    wave_id = place.application.wave_id if place.application else None
    dues = dues_at(place.org, {place.subject, ORG}, [wave_id])
    found = check_due(
        place.stage,
        day,
        org=dues.calendar.org,
        befores=_befores(place, dues, wave_id),
        freezes=freezes_of([place.org.pk]),
    )
    try:
        return hold(found, reason)
    except PlanRefusedError as refused:
        raise RefusedError(str(refused)) from refused


def _befores(place: Place, dues: Dues, wave_id: int | None) -> Iterator[DueBefore]:
    """Yield the prerequisites of the checklist at hand and of the org track."""
    application = place.application
    checklist = (
        stages_of(application.effective_model, application.target_model)
        if application is not None
        else ()
    )
    wanted = [
        (one, STAGES[one.stage])
        for one in place.stage.prerequisites
        if STAGES[one.stage] in (*checklist, *ORG_TRACK)
    ]
    met = set(
        Step.objects.filter(
            org=place.org,
            subject__in=(place.subject, ORG),
            stage__in=[stage.id for _, stage in wanted],
            state__in=[state.value for state in MET],
        ).values_list("stage", flat=True)
    )
    for one, stage in wanted:
        if stage.phase is Phase.UPGRADE:  # the org's own date says it
            continue
        subject = ORG if stage.subject is StageSubject.ORG else place.subject
        day = dues.day(subject, stage, wave_id)
        yield DueBefore(stage.title, one.technical, day, stage.id in met)
