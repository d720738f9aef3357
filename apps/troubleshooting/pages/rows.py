"""One symptom as a page shows it, with the steps that mend its causes."""

from dataclasses import dataclass

from django.urls import reverse

from apps.checklists.places import NoSuchStepError, place_in
from apps.facts.fact import StageSubject
from apps.facts.stages import STAGES
from apps.facts.symptoms import Symptom
from apps.troubleshooting.access import Chosen
from apps.troubleshooting.evaluate import Answer, Diagnosis


@dataclass(frozen=True)
class StepLink:
    """A step that mends a cause; `url` is empty where no page of it is known here."""

    title: str
    url: str


@dataclass(frozen=True)
class CauseRow:
    """A cause with its answer; `raw_url` opens the object that decided."""

    answer: Answer
    steps: tuple[StepLink, ...]
    raw_url: str


@dataclass(frozen=True)
class SymptomRow:
    """A symptom with its causes; `piece` is what fitted of a pasted text."""

    diagnosis: Diagnosis
    causes: tuple[CauseRow, ...]
    piece: str
    is_open: bool

    @property
    def symptom(self) -> Symptom:
        return self.diagnosis.symptom


def row_of(
    diagnosis: Diagnosis, chosen: Chosen, piece: str, *, is_open: bool
) -> SymptomRow:
    causes = tuple(
        CauseRow(
            one,
            tuple(step_link(stage, chosen) for stage in one.cause.stages),
            raw_url(one, chosen),
        )
        for one in diagnosis.answers
    )
    return SymptomRow(diagnosis, causes, piece, is_open)


def step_link(stage_id: str, chosen: Chosen) -> StepLink:
    """Return the step with its page: of the org, or of the chosen application."""
    stage = STAGES[stage_id]
    subject = ""
    if chosen.org is not None and stage.subject is StageSubject.ORG:
        subject = "org"
    elif chosen.application is not None:
        try:
            subject = place_in(chosen.application, stage_id).subject
        except NoSuchStepError:
            subject = ""
    if chosen.org is None or not subject:
        return StepLink(stage.title, "")
    keys = [chosen.org.name, subject, stage_id]
    return StepLink(stage.title, reverse("checklists:step_detail", args=keys))


def raw_url(answer: Answer, chosen: Chosen) -> str:
    """Return the page of the object that decided, empty where none is named."""
    reading, org = answer.reading, chosen.org
    if reading is None or not reading.okta_id or org is None:
        return ""
    if org.latest_snapshot_id is None or reading.part == "engine":
        return ""
    keys = [org.name, org.latest_snapshot_id, reading.part, reading.okta_id]
    return reverse("snapshots:raw", args=keys)
