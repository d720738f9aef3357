"""Which applications came to be late today; the recompute grades them."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.db.models import Q

from apps.checklists.dating import dues_of
from apps.checklists.models import StepSetting
from apps.checklists.rules import STATE_OF_CODE
from apps.facts.stages import stages_of
from apps.inventory.models import Application, Grade
from apps.orgs.models import Org
from apps.plans.queries import org_dates

NOT_LATE_YET = (Grade.ON_TRACK, Grade.UNSURE)


def newly_late(org: Org, now: datetime) -> Iterator[int]:
    """Yield the applications with a step that was due yesterday and is not settled.

    Those whose grade says so already are not among them. A sweep that was missed for a
    whole day is made up for by the next sync, which grades everything.
    """
    today = now.date()
    (own,) = org_dates([org])
    rows = Application.objects.filter(org=org, gone_at=None, grade__in=NOT_LATE_YET)
    if own.day != today:  # the day after the last one for steps before the upgrade
        yesterday = today - timedelta(days=1)
        settings = StepSetting.objects.filter(org=org, due=yesterday, due_is_set=True)
        rows = rows.filter(
            Q(wave__phases__ends=yesterday)
            | Q(pk__in=settings.filter(application__isnull=False).values("application"))
        ).distinct()
    listed = list(rows)
    if not listed:
        return
    dues = dues_of(org, listed)
    for one in listed:
        stages = stages_of(one.effective_model, one.target_model)
        states = [STATE_OF_CODE[code] for code in one.step_codes]
        if len(states) != len(stages):  # told again anyway: its model changed
            continue
        if dues.overdue(one, zip(stages, states, strict=True), today):
            yield one.pk
