"""What the upgrade unlocks: for one application, and counted over an org."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count

from apps.accounts.models import User
from apps.accounts.scope import scope_of
from apps.checklists.queries import StepView
from apps.checklists.rules import STATE_OF_CODE, State
from apps.checklists.unlocking import Unlocked, Unlocking, unlockings
from apps.facts.concepts import CAPABILITIES, Capability
from apps.facts.stages import stages_of
from apps.inventory.models import Application
from apps.orgs.models import Org

UNAFFECTED = "not_affected"


@dataclass(frozen=True)
class OrgUnlocking:
    """A capability over the applications of an org that a person may see."""

    capability: Capability
    unlocked: int
    unknown: int
    total: int  # that their deployment model lets reach it


def unlocks_of(application: Application, steps: Iterable[StepView]) -> list[Unlocking]:
    """Return the capabilities of an application; empty where the upgrade passes it."""
    model = application.effective_model
    if model == UNAFFECTED or application.is_okta_own:
        return []
    states = {step.stage.id: step.state for step in steps}
    return unlockings(model, application.target_model, application.org.engine, states)


def org_unlocks(user: User, org: Org, steps: Iterable[StepView]) -> list[OrgUnlocking]:
    """Return the capabilities with how many applications can use them. One query.

    Few applications differ in model and letters, so that each group is told once.
    """
    shared = {step.stage.id: step.state for step in steps}
    rows = Application.objects.filter(
        scope_of(user).applications(), org=org, gone_at=None, is_okta_own=False
    ).values_list("model", "model_override", "target_model", "step_codes")
    counts: Counter[tuple[str, Unlocked]] = Counter()
    for model, override, target, codes, n in rows.annotate(n=Count("pk")).order_by():
        effective = override or model
        if effective == UNAFFECTED:
            continue
        states = shared | _states(effective, target, codes)
        for one in unlockings(effective, target, org.engine, states):
            counts[one.capability.id, one.state] += n
    return [
        OrgUnlocking(
            capability=one,
            unlocked=counts[one.id, Unlocked.YES],
            unknown=counts[one.id, Unlocked.UNKNOWN],
            total=sum(
                counts[one.id, state]
                for state in Unlocked
                if state is not Unlocked.OUT_OF_REACH
            ),
        )
        for one in CAPABILITIES
    ]


def _states(model: str, target: str, codes: str) -> dict[str, State]:
    stages = stages_of(model, target)
    return {
        stage.id: STATE_OF_CODE.get(code, State.UNKNOWN)
        for stage, code in zip(stages, codes, strict=False)
    }
