"""Writes down what follows for steps: only what changed, and every change of state."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from apps.checklists.ledger import Key, Ledger
from apps.checklists.models import Evidence, Step, StepTransition
from apps.checklists.rules import Answer, State
from apps.checklists.services import notices
from apps.core.bulk import insert_rows
from apps.snapshots.models import Snapshot

EVIDENCE = (
    "step", "witness", "says", "probe", "message", "observed_at", "valid_until",
    "snapshot", "reading", "digest",
)  # fmt: skip
WRITTEN = (
    "state", "why", "changed_at", "settled_at", "upheld_by", "next_change_at",
)  # fmt: skip
HELD = frozenset({State.PROVEN, State.ATTESTED})


@dataclass
class Written:
    """How many rows a call wrote."""

    steps: int = 0
    evidence: int = 0
    transitions: int = 0


def write_down(
    ledger: Ledger,
    answers: Mapping[str, Mapping[str, Answer]],
    *,
    applications: Mapping[str, int] | None = None,
    snapshot: Snapshot | None = None,
) -> Written:
    """Store new evidence, and the steps of {subject: {stage: answer}} that changed.

    A step gets a row with its first evidence; `applications` maps subjects to their
    rows. Running it twice writes nothing the second time.
    """
    fresh: list[Step] = []
    changed: list[Step] = []
    moves: list[tuple[Step, str]] = []
    for subject, by_stage in answers.items():
        for stage, answer in by_stage.items():
            key = (subject, stage)
            step = ledger.steps.get(key)
            if step is None and key not in ledger.new:
                continue
            before = step.state if step else ""
            if step is None:
                step = _new_step(ledger, key, (applications or {}).get(subject))
                fresh.append(step)
                _apply(step, answer, ledger.now)
            elif _apply(step, answer, ledger.now):
                changed.append(step)
            if step.state != before:
                moves.append((step, before))
    if not (fresh or changed or ledger.new.keys() & ledger.steps.keys()):
        return Written()
    with transaction.atomic():
        Step.objects.bulk_create(fresh, batch_size=500)
        Step.objects.bulk_update(changed, WRITTEN, batch_size=200)
        rows = _evidence_rows(ledger, snapshot)
        insert_rows(Evidence, EVIDENCE, rows)
        _write_moves(ledger, moves)
    return Written(len(fresh) + len(changed), len(rows), len(moves))


def _new_step(ledger: Ledger, key: Key, application: int | None) -> Step:
    subject, stage = key
    step = Step(org=ledger.org, application_id=application)
    step.subject, step.stage = subject, stage
    ledger.steps[key] = step
    return step


def _write_moves(ledger: Ledger, moves: Sequence[tuple[Step, str]]) -> None:
    """Store every change of state, and tell the owners of what was reopened."""
    insert_rows(
        StepTransition,
        ("step", "at", "before", "after", "why"),
        [(step.pk, ledger.now, old, step.state, step.why) for step, old in moves],
    )
    notices.reopened(
        ledger.org, [step for step, _ in moves if step.state == State.REOPENED]
    )


def _apply(step: Step, answer: Answer, now: datetime) -> bool:
    """Set what follows on a step; tell whether anything changed."""
    values: dict[str, Any] = {
        "state": answer.state.value,
        "why": answer.why,
        "upheld_by": answer.upheld_by,
        "next_change_at": answer.next_change_at,
    }
    if all(getattr(step, name) == value for name, value in values.items()):
        return False
    if step.state != answer.state:
        step.changed_at = now
        if answer.state in HELD:
            step.settled_at = now
    for name, value in values.items():
        setattr(step, name, value)
    return True


def _evidence_rows(
    ledger: Ledger, snapshot: Snapshot | None
) -> list[tuple[object, ...]]:
    """Return the new evidence of steps that have a row: others are no one's step."""
    return [
        (
            ledger.steps[key].pk,
            entry.witness,
            entry.says,
            entry.probe,
            entry.message,
            entry.observed_at,
            entry.valid_until,
            snapshot.pk if snapshot else None,
            heard.reading,
            entry.digest,
        )
        for key, pairs in ledger.new.items()
        if key in ledger.steps
        for entry, heard in pairs
    ]
