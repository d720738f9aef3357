"""One application: what to do next, what was said about each step, and why."""

from collections import Counter
from dataclasses import dataclass

from django.urls import reverse

from apps.accounts.models import Role, User
from apps.accounts.queries import has_role
from apps.checklists.forms import OverrideForm, OwnerForm, TargetForm
from apps.checklists.pages.attesting import AttestingDesk, Refusal
from apps.checklists.pages.step_phases import StepPhase, phases_of
from apps.checklists.queries import Move, StepView, history_of, steps_of
from apps.core.templatetags.ui import SEVERITIES, STATES, Segments, segments
from apps.facts.fact import StageSubject
from apps.findings.models import Finding
from apps.inventory.models import Application, DeploymentModel
from apps.probes.registry import PROBES

MODEL_LABELS = dict(DeploymentModel.choices)


@dataclass(frozen=True)
class FindingLine:
    """One finding of the application with its probe's title."""

    finding: Finding
    title: str


@dataclass(frozen=True)
class Forms:
    """The three decisions a person can take here; None where nobody may."""

    override: OverrideForm
    target: TargetForm
    owner: OwnerForm

    @classmethod
    def empty(cls, application: Application) -> "Forms":
        chosen = {"model": application.effective_model}
        target = {"target": application.target_model}
        return cls(
            OverrideForm(initial=chosen),
            TargetForm(initial=target),
            OwnerForm(None, None, "id_%s", None, application=application),
        )


@dataclass(frozen=True)
class ApplicationDetail:
    """What the page of one application shows."""

    application: Application
    model: str
    candidates: list[str]
    steps: tuple[StepView, ...]
    next_step: StepView | None
    phases: list[StepPhase]
    states: Segments
    settled: int
    findings: list[FindingLine]
    history: list[Move]
    forms: Forms | None
    desk: AttestingDesk | None
    asks_target: bool

    @classmethod
    def build(
        cls,
        user: User,
        application: Application,
        forms: Forms | None = None,
        refusal: Refusal | None = None,
    ) -> "ApplicationDetail":
        """Read the page; `forms` and `refusal` hold what is to be typed again."""
        steps = steps_of(application)
        may_decide = has_role(user, application.org_id, Role.CONTRIBUTOR)
        model = application.effective_model
        empty = Forms.empty(application) if may_decide else None
        next_step = next(
            (step for step in steps if step.stage.id == application.next_step), None
        )
        return cls(
            application=application,
            model=MODEL_LABELS.get(model, model),
            candidates=[
                MODEL_LABELS.get(word, word) for word in application.candidates.split()
            ],
            steps=steps,
            next_step=next_step,
            phases=phases_of(steps, next_step, all_open=True),
            states=segments(Counter(step.state.value for step in steps), STATES),
            settled=sum(step.is_settled for step in steps),
            findings=_findings(application),
            history=history_of(application),
            forms=forms or empty,
            desk=_desk(application, refusal) if may_decide else None,
            asks_target=model == DeploymentModel.AUTHN_API
            or (forms is not None and bool(forms.target.errors)),
        )


def _desk(application: Application, refusal: Refusal | None) -> AttestingDesk:
    home = reverse("checklists:application_detail", args=[application.pk])
    return AttestingDesk(StageSubject.APPLICATION, f"{home}steps/", refusal)


def _findings(application: Application) -> list[FindingLine]:
    """Return the findings, active ones first, gravest first."""
    order = list(SEVERITIES)

    def place(one: Finding) -> tuple[bool, int, int]:
        return one.state not in Finding.ACTIVE, order.index(one.severity), one.pk

    return [
        FindingLine(each, PROBES[each.probe].title if each.probe in PROBES else "")
        for each in sorted(application.findings.all(), key=place)
    ]
