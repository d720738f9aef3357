"""One application: what to do next, what was said about each step, and why."""

from collections import Counter
from dataclasses import dataclass

from apps.accounts.models import Role, User
from apps.accounts.queries import has_role
from apps.accounts.scope import scope_of
from apps.checklists.forms import OverrideForm, OwnerForm, TargetForm, TeamForm
from apps.checklists.guidance import TITLES
from apps.checklists.model_history import ModelChange, model_changes
from apps.checklists.pages.step_card import cards
from apps.checklists.pages.step_phases import StepPhase, phases_of
from apps.checklists.pages.unlocks import unlocks_of
from apps.checklists.queries import Move, StepView, history_of, steps_of
from apps.checklists.step_forms import SdkForm
from apps.checklists.unlocking import Unlocking
from apps.core.templatetags.ui import SEVERITIES, STATES, Segments, segments
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
    phases: list[StepPhase]
    states: Segments
    settled: int
    findings: list[FindingLine]
    history: list[Move]
    model_changes: list[ModelChange]
    unlocks: list[Unlocking]
    family: list[Application]
    sdk_title: str
    sdk_form: SdkForm | None
    forms: Forms | None
    asks_target: bool

    @classmethod
    def build(
        cls,
        user: User,
        application: Application,
        forms: Forms | None = None,
        sdk: SdkForm | None = None,
    ) -> "ApplicationDetail":
        """Read the page; `forms` and `sdk` hold what is to be typed again."""
        steps = steps_of(application)
        may_decide = _has_role(user, application, Role.CONTRIBUTOR)
        model = application.effective_model
        empty = Forms.empty(application, user) if may_decide else None
        next_step = next(
            (step for step in steps if step.stage.id == application.next_step), None
        )
        shown = cards(user, application.org, steps, application, next_step)
        return cls(
            application=application,
            model=MODEL_LABELS.get(model, model),
            candidates=[
                MODEL_LABELS.get(word, word) for word in application.candidates.split()
            ],
            steps=steps,
            next_step=next_step,
            phases=phases_of(shown, all_open=True),
            states=segments(Counter(step.state.value for step in steps), STATES),
            settled=sum(step.is_settled for step in steps),
            findings=_findings(application),
            history=history_of(application),
            model_changes=model_changes(application),
            unlocks=unlocks_of(application, steps),
            family=_family(user, application),
            sdk_title=TITLES.get(application.sdk, ""),
            sdk_form=(sdk or SdkForm(initial={"sdk": application.sdk}))
            if may_decide
            else None,
            forms=forms or empty,
            asks_target=model == DeploymentModel.AUTHN_API
            or (forms is not None and bool(forms.target.errors)),
        )


def _has_role(user: User, application: Application, at_least: Role) -> bool:
    return has_role(user, application.org_id, at_least, application.team_id)


def _family(user: User, application: Application) -> list[Application]:
    """Return the counterparts that a person may see."""
    if application.family_id is None:
        return []
    return list(
        Application.objects.select_related("org")
        .filter(scope_of(user).applications(), family=application.family_id)
        .exclude(pk=application.pk)
    )


def _findings(application: Application) -> list[FindingLine]:
    """Return the findings, active ones first, gravest first."""
    order = list(SEVERITIES)

    def place(one: Finding) -> tuple[bool, int, int]:
        return one.state not in Finding.ACTIVE, order.index(one.severity), one.pk

    return [
        FindingLine(each, PROBES[each.probe].title if each.probe in PROBES else "")
        for each in sorted(application.findings.all(), key=place)
    ]
