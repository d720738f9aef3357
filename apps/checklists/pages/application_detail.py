"""One application: what to do next, what was said about each step, and why."""

from dataclasses import dataclass

from apps.accounts.models import Role, User
from apps.accounts.queries import has_role
from apps.checklists.forms import OverrideForm, OwnerForm, TargetForm, TeamForm
from apps.checklists.queries import Move, StepView, history_of, steps_of
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
    """The decisions a person can take here; `team` is None for who leads nothing."""

    override: OverrideForm
    target: TargetForm
    owner: OwnerForm
    team: TeamForm | None

    @classmethod
    def empty(cls, application: Application, user: User) -> "Forms":
        chosen = {"model": application.effective_model}
        target = {"target": application.target_model}
        return cls(
            OverrideForm(initial=chosen),
            TargetForm(initial=target),
            OwnerForm(None, None, "id_%s", None, application=application),
            TeamForm(None, application=application, actor=user)
            if _has_role(user, application, Role.LEAD)
            else None,
        )


@dataclass(frozen=True)
class ApplicationDetail:
    """What the page of one application shows."""

    application: Application
    model: str
    candidates: list[str]
    steps: tuple[StepView, ...]
    next_step: StepView | None
    settled: int
    findings: list[FindingLine]
    history: list[Move]
    forms: Forms | None
    asks_target: bool

    @classmethod
    def build(
        cls, user: User, application: Application, forms: Forms | None = None
    ) -> "ApplicationDetail":
        """Read the page; `forms` holds what did not validate, to be shown again."""
        steps = steps_of(application)
        may_decide = _has_role(user, application, Role.CONTRIBUTOR)
        model = application.effective_model
        empty = Forms.empty(application, user) if may_decide else None
        return cls(
            application=application,
            model=MODEL_LABELS.get(model, model),
            candidates=[
                MODEL_LABELS.get(word, word) for word in application.candidates.split()
            ],
            steps=steps,
            next_step=next(
                (step for step in steps if step.stage.id == application.next_step), None
            ),
            settled=sum(step.is_settled for step in steps),
            findings=_findings(application),
            history=history_of(application),
            forms=forms or empty,
            asks_target=model == DeploymentModel.AUTHN_API,
        )


def _has_role(user: User, application: Application, at_least: Role) -> bool:
    return has_role(user, application.org_id, at_least, application.team_id)


def _findings(application: Application) -> list[FindingLine]:
    found = application.findings.all()
    return [
        FindingLine(each, PROBES[each.probe].title if each.probe in PROBES else "")
        for each in sorted(
            found, key=lambda one: (one.state not in Finding.ACTIVE, one.pk)
        )
    ]
