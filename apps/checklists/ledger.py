"""The evidence of some subjects, as stored and as just heard; writes nothing."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import NamedTuple

from django.db.models import Q

from apps.checklists.hearing import Heard
from apps.checklists.models import Decision, Evidence, Step, StepSetting
from apps.checklists.rules import Decision as Decided
from apps.checklists.rules import (
    Says,
    State,
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
STATE_OF_KIND = {
    Decision.Kind.WAIVE.value: State.WAIVED,
    Decision.Kind.NOT_APPLICABLE.value: State.NOT_APPLICABLE,
}


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
        self,
        stage_id: str,
        entry: Entry,
        before: datetime | None = None,
        days: int | None = None,
    ) -> Statement:
        """Return a row of evidence with its dates; `days` is a shelf life set by hand.

        What was carried over never outlives the proof that it was carried from.
        """
        witness = Witness(entry.witness)
        confirmed = (
            self.confirmed_at(entry, before)
            if witness is Witness.CONFIGURATION
            else entry.observed_at
        )
        shelf = shelf_life(STAGES[stage_id], witness)
        until = confirmed + (shelf if days is None else timedelta(days=days))
        if entry.valid_until is not None:
            ends = entry.valid_until
            until = ends if days is None else min(ends, until)
        return Statement(
            witness=witness,
            says=Says(entry.says),
            message=entry.message,
            observed_at=entry.observed_at,
            confirmed_at=confirmed,
            fresh_until=until,
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
    decisions: dict[Key, Decided] = field(default_factory=dict)
    shelf_days: dict[Key, int] = field(default_factory=dict)

    def hear(
        self, subject: str, heard: Iterable[Heard], observed_at: datetime | None = None
    ) -> None:
        """Take what a look at the org says; new is only what was not said before."""
        for one in heard:
            key = (subject, one.stage)
            last = self._last(key, one.probe)
            same = last is not None and last.digest == one.digest
            if same and last and not self._needs_renewal(key, last):
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
        decisions: dict[str, Decided] = {}
        for stage_id in stage_ids:
            key = (subject, stage_id)
            if entries := self.entries.get(key):
                statements[stage_id] = list(self._current(key, entries))
            if key in self.decisions:
                decisions[stage_id] = self.decisions[key]
            step = self.steps.get(key)
            if step is not None and step.settled_at is not None:
                settled[stage_id] = step.settled_at
        return Said(
            statements=statements,
            settled=settled,
            decisions=decisions,
            blockers=tuple(blockers),
        )

    def _last(self, key: Key, probe: str) -> Entry | None:
        entries = self.entries.get(key, ())
        return next((one for one in reversed(entries) if one.probe == probe), None)

    def _needs_renewal(self, key: Key, last: Entry) -> bool:
        """Tell whether an unchanged statement would age though it was said again.

        That is so where a part is never complete, for one of its parents is unseen.
        """
        statement = self._statement(key, last)
        if statement.confirmed_at >= self.now:
            return False
        shelf = statement.fresh_until - statement.confirmed_at
        return statement.fresh_until - self.now < shelf / 2

    def _statement(
        self, key: Key, entry: Entry, before: datetime | None = None
    ) -> Statement:
        days = self.shelf_days.get(key)
        return self.freshness.statement(key[1], entry, before, days)

    def _current(self, key: Key, entries: Sequence[Entry]) -> Iterator[Statement]:
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
            yield self._statement(key, entry)
            before = clear.get(voice)
            if before is not None and before is not entry:
                yield self._statement(key, before, entry.observed_at)


def open_ledger(
    org: Org,
    now: datetime,
    *,
    subjects: Iterable[str] = (),
    freshness: Freshness | None = None,
) -> Ledger:
    """Read the steps and evidence of `subjects`; without any, those of the org itself.

    The org's own are those of no application. Four queries, five without `freshness`.
    """
    ledger = Ledger(org, now, freshness or Freshness(last_complete_at(org)))
    wanted = list(subjects)
    chosen = Q(subject__in=wanted) if wanted else Q(application=None)
    by_pk: dict[int, Key] = {}
    for step in Step.objects.filter(chosen, org=org):
        if step.stage in STAGES:
            ledger.steps[step.subject, step.stage] = step
            by_pk[step.pk] = (step.subject, step.stage)
    rows = Evidence.objects.filter(step__in=list(by_pk), decision__withdrawn_at=None)
    for step_pk, *values in (
        rows.order_by("pk").values_list("step_id", *COLUMNS).iterator()
    ):
        ledger.entries[by_pk[step_pk]].append(Entry(*values))
    ledger.decisions.update(_decisions(org, chosen, now))
    settings = StepSetting.objects.filter(chosen, org=org, shelf_life_days__gt=0)
    for subject, stage, days in settings.values_list(
        "subject", "stage", "shelf_life_days"
    ):
        ledger.shelf_days[subject, stage] = days or 0
    return ledger


def _decisions(org: Org, chosen: Q, now: datetime) -> Iterator[tuple[Key, Decided]]:
    """Yield the waivers that hold and what was set outside, the stronger last."""
    rows = Decision.objects.filter(
        chosen,
        Q(expires_at=None) | Q(expires_at__gt=now),
        org=org,
        kind__in=STATE_OF_KIND,
        approved_at__isnull=False,
        withdrawn_at=None,
    )
    for row in rows.order_by("-kind", "pk"):
        yield (
            (row.subject, row.stage),
            Decided(STATE_OF_KIND[row.kind], row.note, row.expires_at),
        )
