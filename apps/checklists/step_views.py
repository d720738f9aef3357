"""Steps with their evidence, ready for a page; reads evidence, decides nothing."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from apps.checklists.ledger import Key, Ledger
from apps.checklists.models import Decision, Evidence
from apps.checklists.rules import (
    SETTLED,
    WITNESS_WORDS,
    Before,
    Says,
    State,
    who_can_prove,
)
from apps.checklists.surveying import Answers
from apps.checklists.walking import NOT_LOOKED_AT, befores_of
from apps.facts.fact import Stage, Witness
from apps.snapshots.models import Snapshot

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
class DecisionView:
    """One decision about a step as it stands now."""

    decision: Decision
    standing: str  # holds | waiting | withdrawn | ended

    @property
    def waits(self) -> bool:
        return self.standing == "waiting"

    @property
    def may_end(self) -> bool:
        """Tell whether there is anything left to take back."""
        return self.standing in {"holds", "waiting"}


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Two readings between which a settled step came to be denied.

    `then` is empty where nothing that was read had supported the step; `older` is None
    where no reading before is left to compare with.
    """

    older: Snapshot | None
    newer: Snapshot
    then: str
    now: str
    part: str


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
    decisions: tuple[DecisionView, ...] = ()
    contradiction: Contradiction | None = None
    shelf_days: int | None = None  # set by a lead
    counts_until: datetime | None = None  # what settles it, where that ends by itself

    @property
    def is_shared(self) -> bool:
        """Tell whether the step is the org's or a brand's."""
        return not self.subject.startswith("application:")

    @property
    def who(self) -> str:
        return who_can_prove(self.stage)

    @property
    def is_settled(self) -> bool:
        return self.state in SETTLED

    @property
    def may_attest(self) -> bool:
        """Tell whether a person's word counts for this step."""
        return Witness.PERSON in self.stage.proves

    @property
    def waiting(self) -> list[DecisionView]:
        """The waivers that somebody else has to approve."""
        return [one for one in self.decisions if one.waits]


class StepViews:
    """Makes the views of a ledger's steps; two queries, three where one reopened.

    `stages` are the ids that will be asked for; None means all.
    """

    def __init__(self, ledger: Ledger, stages: Collection[str] | None = None) -> None:
        self._ledger = ledger
        self._steps = ledger.steps
        pks = [
            step.pk
            for (_, stage), step in ledger.steps.items()
            if stages is None or stage in stages
        ]
        self._evidence: dict[int, list[EvidenceView]] = defaultdict(list)
        rows = Evidence.objects.filter(step__in=pks, decision__withdrawn_at=None)
        rows = rows.order_by("-pk")
        for step_pk, *values in rows.values_list("step_id", *COLUMNS):
            self._evidence[step_pk].append(_evidence(*values))
        self._decisions = _decisions(ledger)
        self._snapshots: list[Snapshot] | None = None

    def view(
        self, stage: Stage, subject: str, answers: Answers, above: Answers
    ) -> StepView:
        """Return one step; `above` are the shared answers that it may rest on."""
        answer = answers.get(stage.id, NOT_LOOKED_AT)
        key = (subject, stage.id)
        step = self._steps.get(key)
        evidence = tuple(self._evidence[step.pk]) if step else ()
        return StepView(
            stage=stage,
            subject=subject,
            state=answer.state,
            why=answer.why,
            befores=befores_of(stage, answers, above),
            evidence=evidence,
            changed_at=step.changed_at if step else None,
            decisions=tuple(self._decisions[key]),
            contradiction=self._contradiction(evidence)
            if answer.state is State.REOPENED
            else None,
            shelf_days=self._ledger.shelf_days.get(key),
            counts_until=step.next_change_at if step else None,
        )

    def _contradiction(
        self, evidence: tuple[EvidenceView, ...]
    ) -> Contradiction | None:
        """Return the reading that denied a step and the one before; newest first."""
        denial = next((one for one in evidence if one.says == Says.DENIES), None)
        if denial is None or denial.snapshot_id is None:
            return None
        pks = [one.pk for one in self._judged()]
        if denial.snapshot_id not in pks:
            return None
        at = pks.index(denial.snapshot_id)
        older = self._judged()[at + 1] if at + 1 < len(pks) else None
        before = (
            one
            for one in evidence[evidence.index(denial) + 1 :]
            if one.says == Says.SUPPORTS and one.probe == denial.probe
        )
        support = next(before, None)
        return Contradiction(
            older=older,
            newer=self._judged()[at],
            then=support.message if support else "",
            now=denial.message,
            part=denial.part,
        )

    def _judged(self) -> list[Snapshot]:
        """Return the org's judged snapshots that can be compared, newest first."""
        if self._snapshots is None:
            self._snapshots = list(
                Snapshot.objects.filter(
                    org=self._ledger.org,
                    state__in=Snapshot.JUDGED,
                    pruned_at=None,
                ).order_by("-pk")
            )
        return self._snapshots


def _decisions(ledger: Ledger) -> dict[Key, list[DecisionView]]:
    found: dict[Key, list[DecisionView]] = defaultdict(list)
    rows = Decision.objects.filter(
        org=ledger.org, subject__in={subject for subject, _ in ledger.steps}
    ).select_related("asked_by", "approved_by", "withdrawn_by", "attachment")
    for row in rows:
        key = (row.subject, row.stage)
        found[key].append(DecisionView(row, _standing(row, ledger.now)))
    return found


def _standing(row: Decision, now: datetime) -> str:
    if row.withdrawn_at is not None:
        return "withdrawn"
    if row.expires_at is not None and row.expires_at <= now:
        return "ended"
    return "waiting" if row.approved_at is None else "holds"


def _evidence(
    witness: str, reading: Mapping[str, Any] | None, *words: Any
) -> EvidenceView:
    known = dict(zip(COLUMNS[2:], words, strict=True))
    return EvidenceView(
        witness=WITNESS_WORDS[Witness(witness)], **known, **(reading or {})
    )
