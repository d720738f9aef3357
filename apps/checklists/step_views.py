"""Steps with their evidence, ready for a page; reads evidence, decides nothing."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from apps.checklists.ledger import Ledger
from apps.checklists.models import Evidence
from apps.checklists.rules import (
    SETTLED,
    WITNESS_WORDS,
    Before,
    Says,
    State,
)
from apps.checklists.surveying import Answers
from apps.checklists.walking import NOT_LOOKED_AT, befores_of
from apps.facts.fact import Stage, Witness

COLUMNS = (
    "witness", "reading", "says", "message", "observed_at", "valid_until", "probe",
    "snapshot_id",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class EvidenceView:
    """One statement with the reading that decided; `part` is empty without one."""

    witness: str
    says: str
    message: str
    observed_at: datetime
    valid_until: datetime | None
    probe: str
    snapshot_id: int | None
    part: str = ""
    okta_id: str = ""
    pointer: str = ""
    excerpt: str = ""

    @property
    def has_raw(self) -> bool:
        """Tell whether the object that decided can be opened."""
        return bool(self.snapshot_id and self.part and self.okta_id)


@dataclass(frozen=True, slots=True)
class StepView:
    """One step as a page shows it. `subject` says whose it is."""

    stage: Stage
    subject: str
    state: State
    why: str
    befores: tuple[Before, ...]
    evidence: tuple[EvidenceView, ...]
    changed_at: datetime | None

    @property
    def is_shared(self) -> bool:
        """Tell whether the step is the org's or a brand's."""
        return not self.subject.startswith("application:")

    @property
    def is_settled(self) -> bool:
        return self.state in SETTLED

    @property
    def person_can_prove(self) -> bool:
        return Witness.PERSON in self.stage.proves

    @property
    def is_attested(self) -> bool:
        """Tell whether the last word of a person about it stands."""
        person = WITNESS_WORDS[Witness.PERSON]
        words = (one.says for one in self.evidence if one.witness == person)
        return next(words, "") == Says.SUPPORTS  # newest first

    @property
    def denied_in(self) -> int | None:
        """The snapshot in which a reopened step was denied; the one before was fine."""
        if self.state is not State.REOPENED:
            return None
        denials = (one for one in self.evidence if one.says == Says.DENIES)
        return next((one.snapshot_id for one in denials), None)  # newest first


class StepViews:
    """Makes the views of a ledger's steps; one query for all their evidence.

    `stages` are the ids that will be asked for; None means all.
    """

    def __init__(self, ledger: Ledger, stages: Collection[str] | None = None) -> None:
        self._steps = ledger.steps
        pks = [
            step.pk
            for (_, stage), step in ledger.steps.items()
            if stages is None or stage in stages
        ]
        self._evidence: dict[int, list[EvidenceView]] = defaultdict(list)
        rows = Evidence.objects.filter(step__in=pks).order_by("-pk")
        for step_pk, *values in rows.values_list("step_id", *COLUMNS):
            self._evidence[step_pk].append(_evidence(*values))

    def view(
        self, stage: Stage, subject: str, answers: Answers, above: Answers
    ) -> StepView:
        """Return one step; `above` are the shared answers that it may rest on."""
        answer = answers.get(stage.id, NOT_LOOKED_AT)
        step = self._steps.get((subject, stage.id))
        return StepView(
            stage=stage,
            subject=subject,
            state=answer.state,
            why=answer.why,
            befores=befores_of(stage, answers, above),
            evidence=tuple(self._evidence[step.pk]) if step else (),
            changed_at=step.changed_at if step else None,
        )


def _evidence(
    witness: str, reading: Mapping[str, Any] | None, *words: Any
) -> EvidenceView:
    known = dict(zip(COLUMNS[2:], words, strict=True))
    return EvidenceView(
        witness=WITNESS_WORDS[Witness(witness)], **known, **(reading or {})
    )
