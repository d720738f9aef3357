"""Every change of an application's deployment model, with what became of its steps."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from apps.audit.models import AuditLine
from apps.facts.stages import CHECKLISTS, stages_of
from apps.inventory.models import Application, DeploymentModel

VERBS = {
    "application.model_overridden": "Deployment model set to {model}",
    "application.model_override_withdrawn": "Model left to the votes: {model}",
    "application.target_chosen": "Target model set to {target}",
}
LABELS: dict[str, str] = dict(DeploymentModel.choices)
MOST = 20


@dataclass(frozen=True)
class ModelChange:
    """One change: the stages that both checklists share keep their evidence."""

    at: datetime
    by: str
    title: str
    why: str
    kept: tuple[str, ...]
    added: tuple[str, ...]
    left: tuple[str, ...]


def model_changes(application: Application) -> list[ModelChange]:
    """Return the changes of model and target, newest first, from the audit trail."""
    lines = AuditLine.objects.filter(
        org_id=application.org_id,
        subject=f"application:{application.okta_id or application.pk}",
        verb__in=VERBS,
    )
    return [_change(line) for line in lines[:MOST]]


def _change(line: AuditLine) -> ModelChange:
    before, after = _checklist(line.before), _checklist(line.after)
    state = line.after if isinstance(line.after, dict) else {}
    words = {name: LABELS.get(str(state.get(name, "")), "none") for name in STATE}
    return ModelChange(
        at=line.at,
        by=line.actor,
        title=VERBS[line.verb].format(**words),
        why=line.why,
        kept=tuple(title for key, title in after.items() if key in before),
        added=tuple(title for key, title in after.items() if key not in before),
        left=tuple(title for key, title in before.items() if key not in after),
    )


STATE = ("model", "target")


def _checklist(state: Any) -> dict[str, str]:
    """Return {stage: title} of a decision as the trail keeps it."""
    model, target = ("", "")
    if isinstance(state, dict):
        model, target = (str(state.get(name, "")) for name in STATE)
    if (model, target if model == "authn_api" else "") not in CHECKLISTS:
        return {}
    return {stage.id: stage.title for stage in stages_of(model, target)}
