"""What a lead sets for one step: how long its proof counts. Dates are set by plans."""

from datetime import datetime

from django.db import transaction

from apps.accounts.models import Role, User
from apps.accounts.queries import has_role
from apps.audit.services import record
from apps.checklists.decision_rules import note_problem, shelf_problem
from apps.checklists.models import StepSetting
from apps.checklists.places import Place
from apps.checklists.services.errors import RefusedError
from apps.checklists.services.telling import tell_again


def set_shelf_life(
    place: Place, days: int | None, reason: str, actor: User, now: datetime
) -> None:
    """Let the proof of one step count for `days`; None goes back to the usual time.

    Raises RefusedError for less than a lead, for no reason, and for a time that is none
    or longer than a year.
    """
    if not has_role(actor, place.org.pk, Role.LEAD, place.team_id):
        raise RefusedError("Setting how long a proof counts needs the role Lead here.")
    asks = "Say in a sentence why this proof counts for another time."
    if problem := shelf_problem(days) or note_problem(reason, asks):
        raise RefusedError(problem)
    with transaction.atomic():
        setting, _ = StepSetting.objects.get_or_create(
            org=place.org,
            subject=place.subject,
            stage=place.stage.id,
            defaults={"application": place.application},
        )
        before = setting.shelf_life_days
        setting.shelf_life_days = days
        setting.save(update_fields=["shelf_life_days"])
        record(
            actor.email,
            "step.shelf_life_set",
            place.name,
            org_id=place.org.pk,
            team_id=place.team_id,
            before={"days": before},
            after={"days": days},
            why=reason.strip(),
        )
    tell_again(place, now)
