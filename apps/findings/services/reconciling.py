"""Brings an org's findings into line with what its latest snapshot says."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from apps.core.bulk import insert_objects
from apps.findings.models import Finding, Waiver
from apps.findings.rules import FAILED, Look, Sight, State, next_state
from apps.orgs.models import Org
from apps.probes.probe import Kind, Probe, Verdict
from apps.snapshots.models import Snapshot

Key = tuple[str, str, str]  # probe, subject, key
COLUMNS = ("state", "severity", "message", "reading", "last_seen_at", "snapshot")
MOVES_ALWAYS = frozenset({"last_seen_at", "snapshot_id"})


@dataclass(frozen=True, slots=True)
class Active:
    """An open finding as grades and steps need it."""

    probe: str
    severity: str
    message: str


@dataclass(frozen=True, kw_only=True)
class Scope:
    """Which findings a call speaks of, and what was not seen completely.

    `applications` maps Okta ids to rows; None means the findings of the org itself.
    """

    org: Org
    snapshot: Snapshot
    seen_at: datetime
    applications: Mapping[str, int] | None = None
    unseen_parts: frozenset[str] = frozenset()


@dataclass
class Changes:
    """What a call did, and what is open now, by subject."""

    opened: int = 0
    reopened: int = 0
    resolved: int = 0
    active: dict[str, list[Active]] = field(default_factory=lambda: defaultdict(list))


def reconcile(
    probes: Mapping[str, Probe],
    verdicts: Mapping[str, Sequence[Verdict]],
    scope: Scope,
) -> Changes:
    """Open, refresh and resolve the findings of `scope` by hazards' verdicts.

    `verdicts` is {probe id: verdicts}. A few queries, whatever the size; running it
    twice changes nothing the second time.
    """
    hazards = {key for key, probe in probes.items() if probe.kind is Kind.HAZARD}
    failures = {
        (probe, one.subject, one.key): one
        for probe, said in verdicts.items()
        if probe in hazards
        for one in said
        if one.outcome == FAILED
    }
    looks = {
        key: Look.of(
            verdicts.get(key, ()),
            has_unseen_part=not scope.unseen_parts.isdisjoint(probes[key].parts),
        )
        for key in hazards
    }
    with transaction.atomic():
        rows = {_key(row): row for row in _rows(scope)}
        look = _Reconciliation(
            failures=failures,
            rows=rows,
            looks=looks,
            probes=probes,
            scope=scope,
            held=_held_waivers(scope.seen_at, rows.values()),
        )
        look.open_new()
        look.refresh()
        look.resolve()
    return look.changes


def resolve_gone(org: Org, now: datetime) -> int:
    """Resolve the findings of applications that the org no longer lists."""
    rows = Finding.objects.filter(org=org, application__gone_at__isnull=False)
    gone = list(rows.exclude(state=State.RESOLVED).values_list("pk", flat=True))
    for part in _chunks(gone):
        Finding.objects.filter(pk__in=part).update(
            state=State.RESOLVED, resolved_at=now
        )
    return len(gone)


def _rows(scope: Scope) -> QuerySet[Finding]:
    rows = Finding.objects.filter(org=scope.org).select_for_update()
    if scope.applications is None:
        return rows.filter(application=None)
    return rows.filter(application__in=list(scope.applications.values()))


def _key(row: Finding) -> Key:
    return row.probe, row.subject, row.key


def _held_waivers(now: datetime, rows: Iterable[Finding]) -> frozenset[int]:
    """Return the findings with a waiver that holds; asks only where it matters."""
    maybe = [row.pk for row in rows if row.state in (State.WAIVED, State.RESOLVED)]
    if not maybe:
        return frozenset()
    return frozenset(
        Waiver.objects.filter(
            finding__in=maybe,
            approved_at__isnull=False,
            withdrawn_at=None,
            expires_at__gt=now,
        ).values_list("finding_id", flat=True)
    )


def _facts(verdict: Verdict, probe: Probe, scope: Scope) -> dict[str, Any]:
    """Return the columns that follow from a failure."""
    reading = verdict.reading
    return {
        "severity": (verdict.severity or probe.severity).value,
        "message": verdict.message,
        "reading": None
        if reading is None
        else {
            "part": reading.part,
            "okta_id": reading.okta_id,
            "pointer": reading.pointer,
            "excerpt": reading.excerpt,
        },
        "last_seen_at": scope.seen_at,
        "snapshot_id": scope.snapshot.pk,
    }


@dataclass(kw_only=True)
class _Reconciliation:
    """One look at one scope: what failed, what was known, and what follows."""

    failures: Mapping[Key, Verdict]
    rows: Mapping[Key, Finding]
    looks: Mapping[str, Look]
    probes: Mapping[str, Probe]
    scope: Scope
    held: frozenset[int]
    changes: Changes = field(default_factory=Changes)

    def open_new(self) -> None:
        fresh = []
        for key, verdict in self.failures.items():
            if key in self.rows:
                continue
            probe, subject, split = key
            row = Finding(
                org=self.scope.org,
                application_id=_application_of(subject, self.scope),
                probe=probe,
                subject=subject,
                key=split,
                state=State.OPEN,
                opened_at=self.scope.seen_at,
                **_facts(verdict, self.probes[probe], self.scope),
            )
            fresh.append(row)
            self._note_active(row)
        self.changes.opened = len(fresh)
        insert_objects(Finding, fresh)

    def refresh(self) -> None:
        """Write known failures: whole rows only where more than time moved."""
        changed, seen_again = [], []
        for key, verdict in self.failures.items():
            row = self.rows.get(key)
            if row is None:
                continue
            facts = _facts(verdict, self.probes[row.probe], self.scope)
            if self._moved(row, facts):
                changed.append(row)
            elif row.last_seen_at != self.scope.seen_at:
                seen_again.append(row.pk)
            for name, value in facts.items():
                setattr(row, name, value)
            self._note_active(row)
        Finding.objects.bulk_update(changed, [*COLUMNS, "resolved_at"], batch_size=200)
        for part in _chunks(seen_again):
            Finding.objects.filter(pk__in=part).update(
                last_seen_at=self.scope.seen_at, snapshot=self.scope.snapshot
            )

    def resolve(self) -> None:
        """Resolve what is no longer seen, also of a probe that is asked no more."""
        gone = []
        for key, row in self.rows.items():
            if key in self.failures or row.state == State.RESOLVED:
                continue
            look = self.looks.get(row.probe)
            if look is None or look.not_repeated(row.subject) is Sight.GONE:
                gone.append(row.pk)
            else:
                self._note_active(row)
        self.changes.resolved = len(gone)
        for part in _chunks(gone):
            Finding.objects.filter(pk__in=part).update(
                state=State.RESOLVED, resolved_at=self.scope.seen_at
            )

    def _moved(self, row: Finding, facts: Mapping[str, Any]) -> bool:
        """Set the state that follows; tell whether the row has to be written whole."""
        state = next_state(
            State(row.state), Sight.SEEN, waiver_holds=row.pk in self.held
        )
        same = all(
            getattr(row, name) == value
            for name, value in facts.items()
            if name not in MOVES_ALWAYS
        )
        if state == row.state and same:
            return False
        self.changes.reopened += row.state == State.RESOLVED
        row.state = str(state)
        row.resolved_at = None
        return True

    def _note_active(self, row: Finding) -> None:
        if row.state in Finding.ACTIVE:
            self.changes.active[row.subject].append(
                Active(row.probe, row.severity, row.message)
            )


def _application_of(subject: str, scope: Scope) -> int | None:
    if scope.applications is None:
        return None
    return scope.applications[subject.partition(":")[2]]


def _chunks(keys: Sequence[int], size: int = 500) -> Iterable[Sequence[int]]:
    return (keys[start : start + size] for start in range(0, len(keys), size))
