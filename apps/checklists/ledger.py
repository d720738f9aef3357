"""The evidence of some subjects, as stored and as just heard; writes nothing."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple

from django.db.models import Q

from apps.checklists.hearing import Heard
from apps.checklists.models import Evidence, Step
from apps.checklists.rules import (
    Says,
    Statement,
    shelf_life,
)
from apps.checklists.walking import Blocker, Said
from apps.facts.fact import Witness
from apps.facts.stages import STAGES
from apps.orgs.models import Org
from apps.probes.registry import PROBES
from apps.snapshots.queries import last_complete_at

Key = tuple[str, str]  # subject, stage


class Entry(NamedTuple):
    """One row of evidence, stored or about to be."""

    witness: str
    says: str
    probe: str
    message: str
    observed_at: datetime
    valid_until: datetime | None
    digest: str


COLUMNS = Entry._fields


@dataclass(frozen=True)
class Freshness:
    """Until when machine evidence counts: its parts' last complete reading and more."""

    complete_at: Mapping[str, datetime]

    def confirmed_at(self, entry: Entry, before: datetime | None) -> datetime:
        """Return when a probe last said so; `before`: when it said another thing."""
        probe = PROBES.get(entry.probe)
        parts = probe.parts if probe else ()
        read = [self.complete_at[part] for part in parts if part in self.complete_at]
        if not parts or len(read) < len(parts):
            return entry.observed_at
        last = min(read) if before is None else min(*read, before)
        return max(entry.observed_at, last)

    def statement(
        self, stage_id: str, entry: Entry, before: datetime | None = None
    ) -> Statement:
        """Return a row of evidence with its dates."""
        witness = Witness(entry.witness)
        confirmed = (
            self.confirmed_at(entry, before)
            if witness is Witness.CONFIGURATION
            else entry.observed_at
        )
        shelf = shelf_life(STAGES[stage_id], witness)
        return Statement(
            witness=witness,
            says=Says(entry.says),
            message=entry.message,
            observed_at=entry.observed_at,
            confirmed_at=confirmed,
            fresh_until=entry.valid_until or confirmed + shelf,
            probe=entry.probe,
        )


@dataclass
class Ledger:
    """What was said about the steps of some subjects, and what is new in it."""

    org: Org
    now: datetime
    freshness: Freshness
    steps: dict[Key, Step] = field(default_factory=dict)
    entries: dict[Key, list[Entry]] = field(default_factory=lambda: defaultdict(list))
    new: dict[Key, list[tuple[Entry, Heard]]] = field(
        default_factory=lambda: defaultdict(list)
    )

    def hear(
        self, subject: str, heard: Iterable[Heard], observed_at: datetime | None = None
    ) -> None:
        """Take what a look at the org says; new is only what was not said before."""
        for one in heard:
            key = (subject, one.stage)
            last = self._last(key, one.probe)
            same = last is not None and last.digest == one.digest
            if same and last and not self._needs_renewal(one.stage, last):
                continue
            entry = Entry(
                witness=Witness.CONFIGURATION,
                says=one.says,
                probe=one.probe,
                message=one.message,
                observed_at=observed_at or self.now,
                valid_until=None,
                digest=one.digest,
            )
            self.entries[key].append(entry)
            self.new[key].append((entry, one))

    def said(
        self,
        subject: str,
        stage_ids: Iterable[str],
        blockers: Sequence[Blocker] = (),
    ) -> Said:
        """Return all that counts today about the named stages of a subject."""
        statements: dict[str, Sequence[Statement]] = {}
        settled: dict[str, datetime] = {}
        for stage_id in stage_ids:
            key = (subject, stage_id)
            if entries := self.entries.get(key):
                statements[stage_id] = list(self._current(stage_id, entries))
            step = self.steps.get(key)
            if step is not None and step.settled_at is not None:
                settled[stage_id] = step.settled_at
        return Said(
            statements=statements,
            settled=settled,
            blockers=tuple(blockers),
        )

    def _last(self, key: Key, probe: str) -> Entry | None:
        entries = self.entries.get(key, ())
        return next((one for one in reversed(entries) if one.probe == probe), None)

    def _needs_renewal(self, stage_id: str, last: Entry) -> bool:
        """Tell whether an unchanged statement would age though it was said again.

        That is so where a part is never complete, for one of its parents is unseen.
        """
        statement = self.freshness.statement(stage_id, last)
        if statement.confirmed_at >= self.now:
            return False
        shelf = shelf_life(STAGES[stage_id], Witness.CONFIGURATION)
        return statement.fresh_until - self.now < shelf / 2

    def _current(self, stage_id: str, entries: Sequence[Entry]) -> Iterator[Statement]:
        """Yield the newest of each probe and person, and the last clear word before it.

        "Could not tell" changes nothing, so the word before it still counts.
        """
        newest: dict[tuple[str, str], Entry] = {}
        clear: dict[tuple[str, str], Entry] = {}
        for entry in entries:  # oldest first
            voice = (entry.witness, entry.probe)
            newest[voice] = entry
            if entry.says != Says.UNKNOWN:
                clear[voice] = entry
        for voice, entry in newest.items():
            yield self.freshness.statement(stage_id, entry)
            before = clear.get(voice)
            if before is not None and before is not entry:
                yield self.freshness.statement(stage_id, before, entry.observed_at)


def open_ledger(
    org: Org,
    now: datetime,
    *,
    subjects: Iterable[str] = (),
    freshness: Freshness | None = None,
) -> Ledger:
    """Read the steps and evidence of `subjects`; without any, those of the org itself.

    The org's own are those of no application. Two queries, three without `freshness`.
    """
    ledger = Ledger(org, now, freshness or Freshness(last_complete_at(org)))
    wanted = list(subjects)
    chosen = Q(subject__in=wanted) if wanted else Q(application=None)
    by_pk: dict[int, Key] = {}
    for step in Step.objects.filter(chosen, org=org):
        if step.stage in STAGES:
            ledger.steps[step.subject, step.stage] = step
            by_pk[step.pk] = (step.subject, step.stage)
    rows = Evidence.objects.filter(step__in=list(by_pk)).order_by("pk")
    for step_pk, *values in rows.values_list("step_id", *COLUMNS).iterator():
        ledger.entries[by_pk[step_pk]].append(Entry(*values))
    return ledger
