"""When steps are due, and which are overdue; writes nothing, decides no date."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from apps.checklists.grading import OWN
from apps.checklists.models import StepSetting
from apps.checklists.rules import SETTLED, State
from apps.checklists.surveying import subject_of
from apps.facts.fact import Stage
from apps.inventory.models import Application
from apps.orgs.models import Org
from apps.plans.queries import Calendar, calendar_of


@dataclass(frozen=True)
class Dues:
    """The days of some applications' own steps: of their wave, or set by a person."""

    calendar: Calendar
    set_days: Mapping[tuple[str, str], date]  # by subject and stage

    def of(self, application: Application, stage: Stage) -> date | None:
        """Return when a step is due. Shared steps have no day from a wave. No query."""
        if stage.subject not in OWN:
            return None
        set_day = self.set_days.get((subject_of(application), stage.id))
        return self.calendar.due(stage, application.wave_id, set_day)

    def overdue(
        self,
        application: Application,
        standing: Iterable[tuple[Stage, State]],
        today: date,
    ) -> frozenset[str]:
        """Return the stages that are not settled after the day on which they are due.

        Proof that went stale was in time: it is asked for again, not late.
        """
        if self.calendar.is_empty and not self.set_days:
            return frozenset()
        return frozenset(
            stage.id
            for stage, state in standing
            if state not in SETTLED
            and state is not State.STALE
            and (day := self.of(application, stage)) is not None
            and day < today
        )


def dues_of(org: Org, applications: Iterable[Application]) -> Dues:
    """Return the days of some applications of an org. Four queries at most."""
    listed = list(applications)
    rows = StepSetting.objects.filter(
        org=org,
        subject__in=[subject_of(one) for one in listed],
        due_is_set=True,
        due__isnull=False,
    ).values_list("subject", "stage", "due")
    set_days = {(subject, stage): day for subject, stage, day in rows if day}
    return Dues(calendar_of(org, {one.wave_id for one in listed}), set_days)
