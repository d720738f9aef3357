"""When steps are due, and which are overdue; writes nothing, decides no date."""

from collections.abc import Collection, Iterable, Mapping
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
    """The days of steps: set by a person, else of a wave or of the org's upgrade."""

    calendar: Calendar
    set_days: Mapping[tuple[str, str], date]  # by subject and stage

    def day(
        self, subject: str, stage: Stage, wave_id: int | None = None
    ) -> date | None:
        """Return when a step of a subject is due. No query."""
        set_day = self.set_days.get((subject, stage.id))
        return self.calendar.due(stage, wave_id, set_day)

    def of(self, application: Application, stage: Stage) -> date | None:
        """Return when an application's own step is due; None for shared ones."""
        if stage.subject not in OWN:
            return None
        return self.day(subject_of(application), stage, application.wave_id)

    def is_set(self, subject: str, stage: Stage) -> bool:
        """Tell whether a person set the day."""
        return (subject, stage.id) in self.set_days

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
    return dues_at(
        org, {subject_of(one) for one in listed}, {one.wave_id for one in listed}
    )


def dues_at(
    org: Org, subjects: Collection[str], wave_ids: Iterable[int | None] = ()
) -> Dues:
    """Return the days of the steps of some subjects of an org. Four queries at most."""
    rows = StepSetting.objects.filter(
        org=org, subject__in=subjects, due_is_set=True, due__isnull=False
    ).values_list("subject", "stage", "due")
    set_days = {(subject, stage): day for subject, stage, day in rows if day}
    return Dues(calendar_of(org, wave_ids), set_days)
