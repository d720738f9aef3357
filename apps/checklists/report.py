"""The applications of an org with their steps: the document of `applications`."""

from collections.abc import Iterator
from typing import Any

from apps.checklists.queries import applications_with_answers
from apps.checklists.rules import Answer
from apps.checklists.surveying import Answers
from apps.findings.readiness import org_document
from apps.inventory.models import Application
from apps.orgs.models import Org
from apps.snapshots.models import Snapshot
from apps.snapshots.queries import coverage

SCHEMA = "upgradeplanner.applications/1"
INTERACTION_CODE = "interaction_code"


def document(org: Org, snapshot: Snapshot) -> dict[str, Any]:
    """Return the JSON document; applications are null where none was ever seen."""
    entries = coverage(snapshot)
    rows = list(rows_of(org))
    seen = all(one.seen for one in entries if one.part == "applications")
    return {
        "schema": SCHEMA,
        "org": org_document(org),
        "coverage": [
            {"part": one.part, "seen": one.seen, "reason": one.reason}
            for one in entries
        ],
        "applications": rows if rows or seen else None,
    }


def rows_of(org: Org) -> Iterator[dict[str, Any]]:
    """Yield one entry per listed application, by label."""
    for application, answers in applications_with_answers(org):
        yield entry(application, answers)


def entry(application: Application, answers: Answers) -> dict[str, Any]:
    """Return an application; what an unreadable object hides is null."""
    is_read = not application.shape_problem
    grants = application.grant_types.split()
    return {
        "okta_id": application.okta_id,
        "label": application.label,
        "status": application.status or None,
        "sign_on_mode": application.sign_on_mode or None,
        "application_type": application.application_type or None,
        "grade": application.grade,
        "grant_types": grants if is_read else None,
        "interaction_code": INTERACTION_CODE in grants if is_read else None,
        "model": application.effective_model,
        "confidence": application.confidence,
        "reasons": reasons(application),
        "steps": [step(stage, answer) for stage, answer in answers.items()],
    }


def reasons(application: Application) -> list[str]:
    """Return why the model is what it is; a person's word comes first."""
    said = [vote["reason"] for vote in application.votes]
    if application.model_override:
        said.insert(0, f"Set by a person: {application.override_reason}")
    return said


def step(stage: str, answer: Answer) -> dict[str, str]:
    return {"stage": stage, "state": answer.state.value, "why": answer.why}
