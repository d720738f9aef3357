"""Applications as judging leaves them, with the counts that lists read."""

from collections import Counter
from typing import Any

from apps.checklists.models import ApplicationRollup
from apps.checklists.rules import STEP_CODES, State
from apps.facts.stages import stages_of
from apps.inventory.models import Application
from apps.orgs.models import Org
from tests.factories import make_application


def codes(model: str, target: str = "", **states: State) -> str:
    """Return one letter per stage: not started, but for the states that are named."""
    return "".join(
        STEP_CODES[states.get(stage.id, State.NOT_STARTED)]
        for stage in stages_of(model, target)
    )


def listed(org: Org, label: str = "", **fields: Any) -> Application:
    """Make an active application, and count the org's applications again."""
    known = {"status": "ACTIVE", "model": "redirect", "grade": "on_track", **fields}
    application = make_application(org, label, **known)
    count_again(org)
    return application


def count_again(org: Org) -> None:
    rows = Application.objects.filter(org=org, gone_at=None)
    counts = Counter((row.effective_model, row.grade) for row in rows)
    ApplicationRollup.objects.filter(org=org).delete()
    for (model, grade), n in counts.items():
        ApplicationRollup.objects.create(org=org, model=model, grade=grade, n=n)
