"""A step with all that its card shows beside its state; reads, decides nothing."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from django.urls import reverse

from apps.accounts.models import Role, User
from apps.checklists.dating import dues_at
from apps.checklists.guidance import Guidance, guidance_for
from apps.checklists.models import CheckResult, CheckRun
from apps.checklists.places import Place
from apps.checklists.queries import StepView
from apps.checklists.rules import State
from apps.checklists.services.running import CHECK_STAGES
from apps.checklists.step_access import may
from apps.checklists.step_forms import (
    AttestForm,
    DueForm,
    OutsideForm,
    RunForm,
    ShelfForm,
    WaiveForm,
    WithdrawForm,
)
from apps.checklists.terms import FirstUses
from apps.core import clock
from apps.inventory.models import Application
from apps.orgs.models import Org


@dataclass(frozen=True)
class RunLine:
    """One scenario in the newest run before and the newest after the upgrade."""

    scenario: str
    before: CheckResult | None
    after: CheckResult | None

    @property
    def got_worse(self) -> bool:
        """Tell whether it passed before and fails now."""
        return (
            self.before is not None
            and self.after is not None
            and self.before.result == CheckResult.Result.PASSED
            and self.after.result == CheckResult.Result.FAILED
        )


@dataclass(frozen=True)
class Runs:
    """The runs of a test step, newest first, and two of them side by side."""

    runs: tuple[CheckRun, ...]
    before: CheckRun | None
    after: CheckRun | None
    lines: tuple[RunLine, ...]


@dataclass(frozen=True)
class Desk:
    """What a person may do about a step; a form that is None is not theirs."""

    attest: AttestForm | None
    waive: WaiveForm
    outside: OutsideForm
    withdraw: WithdrawForm
    shelf: ShelfForm | None
    due: DueForm | None
    run: RunForm | None
    may_lead: bool
    user_id: int

    @classmethod
    def of(cls, user: User, place: Place, step: StepView) -> "Desk | None":
        """Return the desk of whoever may work here, None for readers."""
        if not may(user, place, Role.CONTRIBUTOR):
            return None
        leads = may(user, place, Role.LEAD)
        return cls(
            attest=AttestForm() if step.may_attest else None,
            waive=WaiveForm(),
            outside=OutsideForm(),
            withdraw=WithdrawForm(auto_id=False),
            shelf=ShelfForm(initial={"days": step.shelf_days}) if leads else None,
            due=DueForm() if leads else None,
            run=RunForm() if place.stage.id in CHECK_STAGES else None,
            may_lead=leads,
            user_id=user.pk,
        )

    def replaced(self, **forms: object) -> "Desk":
        """Return the desk with what was typed and refused."""
        return replace(self, **forms)  # type: ignore[arg-type]  # by name

    def named(self, stage: str) -> "Desk":
        """Give the fields names of their own: a page may hold several desks."""
        forms = (self.attest, self.waive, self.outside, self.shelf, self.due, self.run)
        for form in forms:
            if form is not None:
                form.auto_id = f"{stage}-%s"
        return self


@dataclass(frozen=True)
class Card:
    """One step as its card shows it; `is_next` is what to do now on its page."""

    step: StepView
    org: Org
    url: str
    terms: FirstUses
    guidance: Guidance | None = None
    runs: Runs | None = None
    desk: Desk | None = None
    may_decide: bool = False
    is_next: bool = False
    is_open: bool = False
    names_shared: bool = False  # it stands among the steps of an application
    due: date | None = None
    due_is_set: bool = False

    @property
    def is_overdue(self) -> bool:
        """Tell whether the step is neither settled nor stale after its day."""
        late = self.due is not None and self.due < clock.now().date()
        return late and not self.step.is_settled and self.step.state is not State.STALE


def cards(
    user: User,
    org: Org,
    steps: Iterable[StepView],
    application: Application | None = None,
    next_step: StepView | None = None,
) -> list[Card]:
    """Return the cards of a page, in order; at most six queries for all of them."""
    steps = list(steps)
    terms = FirstUses()
    wave_id = application.wave_id if application is not None else None
    dues = dues_at(org, {step.subject for step in steps}, [wave_id])
    runs = runs_of(application) if application is not None else {}
    sdk = application.sdk if application is not None else ""
    made = []
    for step in steps:
        owner = None if step.is_shared else application
        place = Place(org, step.subject, step.stage, owner)
        is_next = next_step is not None and next_step.stage == step.stage
        made.append(
            Card(
                step=step,
                org=org,
                url=reverse(
                    "checklists:step_detail",
                    args=[org.name, step.subject, step.stage.id],
                ),
                terms=terms,
                guidance=guidance_for(step.stage.id, sdk),
                runs=runs.get(step.stage.id),
                may_decide=may(user, place, Role.CONTRIBUTOR),
                is_next=is_next,
                is_open=is_next,
                names_shared=application is not None,
                due=dues.day(step.subject, step.stage, wave_id if owner else None),
                due_is_set=dues.is_set(step.subject, step.stage),
            )
        )
    return made


def runs_of(application: Application) -> Mapping[str, Runs]:
    """Return {stage: runs} of an application."""
    found: dict[str, list[CheckRun]] = defaultdict(list)
    rows = application.check_runs.select_related("recorded_by", "carried_from__org")
    for run in rows.prefetch_related("results"):
        found[run.stage].append(run)
    return {stage: _side_by_side(runs) for stage, runs in found.items()}


def _side_by_side(runs: list[CheckRun]) -> Runs:
    newest = {run.moment: run for run in reversed(runs)}
    before = newest.get(CheckRun.Moment.BEFORE)
    after = newest.get(CheckRun.Moment.AFTER)
    then, now = _results(before), _results(after)
    lines = tuple(
        RunLine(label, then.get(key), now.get(key))
        for key, label in CheckResult.Scenario.choices
    )
    return Runs(tuple(runs), before, after, lines)


def _results(run: CheckRun | None) -> dict[str, CheckResult]:
    return {one.scenario: one for one in run.results.all()} if run else {}
