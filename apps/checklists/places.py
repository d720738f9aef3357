"""Where a decision belongs: one stage of one subject of an org; changes nothing."""

from dataclasses import dataclass

from apps.checklists.grading import OWN
from apps.checklists.hearing import ORG
from apps.checklists.models import Decision
from apps.checklists.surveying import subject_of
from apps.facts.fact import Stage, StageSubject
from apps.facts.stages import STAGES, stages_of
from apps.inventory.models import Application, AuthorizationServer, Brand
from apps.orgs.models import Org

ROW = "row-"  # how a subject names an application that no org lists


class NoSuchStepError(Exception):
    """The subject has no such step; the text is a sentence for people."""


@dataclass(frozen=True)
class Place:
    """One step, whether it has a row or not. `application` is None for shared ones."""

    org: Org
    subject: str
    stage: Stage
    application: Application | None = None

    @property
    def team_id(self) -> int | None:
        return self.application.team_id if self.application else None

    @property
    def name(self) -> str:
        """How the audit trail calls the step."""
        return f"step:{self.stage.id} {self.subject}"

    @property
    def title(self) -> str:
        where = self.application.label if self.application else self.org.name
        return f"“{self.stage.title}” of {where}"


def place_in(application: Application, stage_id: str) -> Place:
    """Return a step that an application answers for itself.

    Raises NoSuchStepError for a stage that is not in its checklist, or is shared.
    """
    checklist = stages_of(application.effective_model, application.target_model)
    stage = STAGES.get(stage_id)
    if stage is None or stage not in checklist or stage.subject not in OWN:
        raise NoSuchStepError("This step is not in this checklist.")
    return Place(application.org, subject_of(application), stage, application)


def place_of(org: Org, subject: str, stage_id: str) -> Place:
    """Return a step of an org by its subject: "org", "brand:<id>", "application:<id>".

    Raises NoSuchStepError where the org lists no such subject, or it has no such step.
    """
    kind, _, key = subject.partition(":")
    if kind == StageSubject.APPLICATION:
        application = application_of(org, key)
        if application is None:
            raise NoSuchStepError("This org has no such application.")
        return place_in(application, stage_id)
    stage = STAGES.get(stage_id)
    if stage is None or stage.subject != kind or not _is_listed(org, kind, key):
        raise NoSuchStepError("This org has no such step.")
    return Place(org, subject, stage)


def place_of_decision(decision: Decision) -> Place:
    """Return where a decision was taken, also where the checklist changed since."""
    stage = STAGES[decision.stage]
    return Place(decision.org, decision.subject, stage, decision.application)


def application_of(org: Org, key: str) -> Application | None:
    """Return an application by the key of its subject."""
    rows = Application.objects.select_related("org", "owner", "team").filter(org=org)
    if key.startswith(ROW):
        number = key.removeprefix(ROW)
        return rows.filter(pk=number).first() if number.isdecimal() else None
    return rows.filter(okta_id=key).first() if key else None


def _is_listed(org: Org, kind: str, key: str) -> bool:
    if kind == ORG:
        return not key
    if kind == StageSubject.BRAND:
        return Brand.objects.filter(org=org, okta_id=key, gone_at=None).exists()
    servers = AuthorizationServer.objects.filter(org=org, okta_id=key, gone_at=None)
    return kind == StageSubject.AUTHORIZATION_SERVER and servers.exists()
