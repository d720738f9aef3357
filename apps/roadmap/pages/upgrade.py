"""The upgrade of one org: its date, what stands before it, and the week after it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.urls import reverse

from apps.accounts.models import Role, User
from apps.accounts.queries import has_role
from apps.accounts.scope import scope_of
from apps.checklists.queries import StepView, org_steps
from apps.checklists.rules import SETTLED, State
from apps.facts.fact import Phase
from apps.findings.queries import FactAnswer, facts_table
from apps.orgs.models import EngineName, Org
from apps.plans.dates import ROLLBACK_WINDOW
from apps.plans.models import OrgUpgrade
from apps.plans.queries import planned_of
from apps.plans.upgrade_rules import hour_hint
from apps.roadmap.forms import RemoveForm, UpgradeForm
from apps.roadmap.quiet_week import QuietWeek, quiet_week_of
from apps.snapshots.access import Sight

HUB_STEP = "org_hub_action_items"
UPGRADED_STEP = "org_upgraded"
PROVEN, ATTESTED, OPEN, OUTSIDE = "proven", "attested", "open", "outside"
STANDING = {
    State.PROVEN: PROVEN,
    State.ATTESTED: ATTESTED,
    State.WAIVED: ATTESTED,
    State.NOT_APPLICABLE: OUTSIDE,
}


@dataclass(frozen=True)
class Standing:
    """One thing that stands before the upgrade: proven, attested, open or outside."""

    title: str
    standing: str
    why: str
    url: str
    state: str = ""  # of a step
    outcome: str = ""  # of a Hub item


@dataclass(frozen=True)
class Countdown:
    """How much of the rollback window is left."""

    until: datetime
    is_over: bool
    days: int
    hours: int


@dataclass(frozen=True)
class UpgradePage:
    """What the page of `/orgs/<name>/upgrade/` shows."""

    org: Org
    planned: OrgUpgrade | None
    hint: str
    is_upgraded: bool
    steps: list[Standing]
    hub: list[Standing]
    countdown: Countdown | None
    week: QuietWeek | None
    form: UpgradeForm | None
    withdraw_form: RemoveForm

    @classmethod
    def build(
        cls, user: User, org: Org, now: datetime, form: UpgradeForm | None = None
    ) -> "UpgradePage":
        """Read the page in a number of queries that no size changes."""
        planned = planned_of(org)
        steps = org_steps(org, now)
        hub_step = next((one for one in steps if one.stage.id == HUB_STEP), None)
        is_upgraded = org.engine == EngineName.IDENTITY_ENGINE
        leads = has_role(user, org.pk, Role.LEAD) and not is_upgraded
        return cls(
            org=org,
            planned=planned,
            hint=hour_hint(planned.local_at) if planned else "",
            is_upgraded=is_upgraded,
            steps=_steps(org, steps),
            hub=_hub(org, facts_table(org, scope_of(user)), hub_step),
            countdown=countdown(org, now),
            week=quiet_week_of(Sight.of(user, org)),
            form=form or upgrade_form(planned) if leads else None,
            withdraw_form=RemoveForm(auto_id="withdraw-%s"),
        )

    @property
    def open_steps(self) -> int:
        return sum(one.standing == OPEN for one in self.steps)

    @property
    def open_items(self) -> int:
        return sum(one.standing == OPEN for one in self.hub)


def upgrade_form(planned: OrgUpgrade | None) -> UpgradeForm:
    if planned is None:
        return UpgradeForm(initial={"zone": "UTC"})
    local = planned.local_at
    return UpgradeForm(
        initial={
            "day": local.date(),
            "hour": local.time(),
            "zone": planned.zone,
            "note": planned.note,
            "reason": planned.order_reason,
        }
    )


def countdown(org: Org, now: datetime) -> Countdown | None:
    """Return the rollback window of an org whose switch a sync saw.

    Source: https://help.okta.com/oie/en-us/content/topics/identity-engine-upgrade/rollback.htm
    """
    if org.upgraded_seen_at is None or org.engine != EngineName.IDENTITY_ENGINE:
        return None
    until = org.upgraded_seen_at + ROLLBACK_WINDOW
    left = max(until - now, timedelta(0))
    return Countdown(until, left == timedelta(0), left.days, left.seconds // 3600)


def _steps(org: Org, steps: Iterable[StepView]) -> list[Standing]:
    return [
        Standing(
            title=one.stage.title,
            standing=STANDING.get(one.state, OPEN),
            why=one.why,
            url=reverse(
                "checklists:step_detail", args=[org.name, one.subject, one.stage.id]
            ),
            state=one.state,
        )
        for one in steps
        if one.stage.phase is not Phase.POST_UPGRADE and one.stage.id != UPGRADED_STEP
    ]


def _hub(
    org: Org, facts: Iterable[FactAnswer], hub_step: StepView | None
) -> list[Standing]:
    """Return the items of the Hub: by probes where they can tell, else as attested."""
    is_attested = hub_step is not None and hub_step.state in SETTLED
    url = reverse("findings:limitations", args=[org.name])
    return [
        Standing(
            title=one.row.title,
            standing=_hub_standing(one.outcome, is_attested=is_attested),
            why=" ".join(one.words),
            url=f"{url}?kind=hub",
            outcome=one.outcome,
        )
        for one in facts
        if one.row.id.startswith("hub:")
    ]


def _hub_standing(outcome: str, *, is_attested: bool) -> str:
    """Return how an item stands: a machine's no stands, whatever a person said."""
    if outcome == "passed":
        return PROVEN
    if outcome == "not_applicable":
        return OUTSIDE
    return ATTESTED if is_attested and outcome != "failed" else OPEN
