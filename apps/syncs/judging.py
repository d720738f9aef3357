"""Judges a snapshot: findings, deployment models and steps follow from what it saw.

Applications stream page by page, each in short transactions; the lease is renewed in
between. Running it again after a crash changes nothing twice.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import cast

from apps.checklists import services as checklists
from apps.checklists.hearing import Heard, hear
from apps.checklists.ledger import Freshness
from apps.checklists.services import Standing
from apps.checklists.surveying import Survey, subject_of
from apps.core import clock
from apps.findings import services as findings
from apps.findings.services import Cell, Scope
from apps.inventory import keeping
from apps.inventory.deployment import cors_origins, vote
from apps.inventory.models import Application
from apps.okta.json import parse
from apps.okta.parts import PARTS, ShapeProblem, read_shape
from apps.okta.seen import Part
from apps.okta.shapes import Application as ApplicationShape
from apps.okta.shapes.org import Engine
from apps.okta.snapshot import OrgSnapshot
from apps.orgs.models import Org
from apps.probes.engine import Verdicts, engine_of, judge_application, judge_org
from apps.probes.probe import ApplicationView, Outcome, Verdict
from apps.probes.registry import PROBES
from apps.snapshots.models import Snapshot
from apps.snapshots.queries import (
    application_pages,
    coverage,
    last_complete_at,
    load_org_snapshot,
)
from apps.syncs.shared_rows import keep_shared

APPLICATIONS = "applications"
Page = Sequence[tuple[str, bytes]]


@dataclass
class JudgeCounts:
    """What judging did, for the page and the command of a sync."""

    applications: int = 0
    gone: int = 0
    opened: int = 0
    reopened: int = 0
    resolved: int = 0
    evidence: int = 0
    steps_moved: int = 0
    crashed: int = 0


@dataclass
class Judging:
    """One judging of one snapshot, with what every page needs."""

    snapshot: Snapshot
    org: Org
    now: datetime
    seen: OrgSnapshot
    engine: Engine | None
    unseen_parts: frozenset[str]
    cors: Part[frozenset[str]]
    freshness: Freshness
    counts: JudgeCounts = field(default_factory=JudgeCounts)
    tallies: Counter[Cell] = field(default_factory=Counter)
    first_words: dict[Cell, str] = field(default_factory=dict)

    @classmethod
    def of(cls, snapshot: Snapshot) -> "Judging":
        seen = load_org_snapshot(snapshot)
        org = Org.objects.get(pk=snapshot.org_id)
        return cls(
            snapshot=snapshot,
            org=org,
            now=snapshot.seen_at or clock.now(),
            seen=seen,
            engine=engine_of(seen),
            unseen_parts=frozenset(
                one.part.partition("/")[0] for one in coverage(snapshot) if not one.seen
            ),
            cors=cors_origins(seen),
            freshness=Freshness(last_complete_at(org)),
        )

    def scope(self, applications: Mapping[str, int] | None = None) -> Scope:
        return Scope(
            org=self.org,
            snapshot=self.snapshot,
            seen_at=self.now,
            applications=applications,
            unseen_parts=self.unseen_parts,
        )

    def tally(
        self, verdicts: Verdicts, teams: Mapping[str, int | None] | None = None
    ) -> None:
        """Count what probes say, by the team of each subject that has one.

        A crash is counted, and the log says more.
        """
        team_of = teams or {}
        for probe, said in verdicts.items():
            for one in said:
                key = (team_of.get(one.subject), probe, one.outcome.value)
                self.tallies[key] += 1
                self.first_words.setdefault(key, one.message)
                self.counts.crashed += one.outcome is Outcome.CRASHED

    def reconcile(
        self, verdicts: Verdicts, applications: Mapping[str, int] | None = None
    ) -> findings.Changes:
        changes = findings.reconcile(PROBES, verdicts, self.scope(applications))
        self.counts.opened += changes.opened
        self.counts.reopened += changes.reopened
        self.counts.resolved += changes.resolved
        return changes


def judge(snapshot: Snapshot, renew: Callable[[], None]) -> JudgeCounts:
    """Judge a snapshot that was read; calls `renew` between pages.

    Whatever `renew` raises ends the judging; what was written stays and is right.
    """
    work = Judging.of(snapshot)
    survey = judge_shared(work)
    renew()
    last = ""
    for page in application_pages(snapshot):
        judge_page(work, survey, page)
        last = let_go(work, page, last)
        renew()
    let_go(work, (), last)
    work.counts.resolved += findings.resolve_gone(work.org, work.now)
    findings.store_tallies(
        work.org,
        {key: (n, work.first_words[key]) for key, n in work.tallies.items()},
    )
    checklists.rebuild(work.org, survey)
    return work.counts


def judge_shared(work: Judging) -> Survey:
    """Judge what no single application owns: the org, its brands and its servers."""
    keep_shared(work.org, work.seen, work.now)
    verdicts = judge_org(PROBES, work.seen)
    work.tally(verdicts)
    work.reconcile(verdicts)
    heard = hear(PROBES, verdicts, work.engine)
    survey, written = checklists.settle_org(
        work.org, work.now, heard, snapshot=work.snapshot
    )
    work.counts.evidence += written.evidence
    work.counts.steps_moved += written.transitions
    return survey


def judge_page(work: Judging, survey: Survey, page: Page) -> None:
    """Judge one page of applications: rows, findings, steps, in this order."""
    shapes = dict(read_page(page))
    listed = [list_one(work, okta_id, shapes[okta_id], raw) for okta_id, raw in page]
    rows = keeping.keep_applications(work.org, listed, work.now)
    verdicts: Verdicts = {}
    for row in rows:
        shape = shapes[row.okta_id or ""]
        if isinstance(shape, ShapeProblem) or row.is_okta_own:
            continue
        view = ApplicationView(application=shape, org=work.seen, engine=work.engine)
        for probe, said in judge_application(PROBES, view).items():
            verdicts.setdefault(probe, []).extend(said)
    work.tally(verdicts, {subject_of(row): row.team_id for row in rows})
    keys = {row.okta_id or "": row.pk for row in rows}
    changes = work.reconcile(with_unread(verdicts, shapes), keys)
    settle_page(work, survey, rows, hear(PROBES, verdicts, work.engine), changes)
    work.counts.applications += len(rows)


def let_go(work: Judging, page: Page, after: str) -> str:
    """Mark as gone what is missing on a page, or behind the last; return its last id.

    Where not every application was seen, none is gone.
    """
    upto = page[-1][0] if page else ""
    if APPLICATIONS not in work.unseen_parts:
        ids = frozenset(okta_id for okta_id, _ in page)
        work.counts.gone += keeping.let_applications_go(
            work.org, ids, work.now, after=after, upto=upto
        )
    return upto


def settle_page(
    work: Judging,
    survey: Survey,
    rows: Sequence[Application],
    heard: Mapping[str, Sequence[Heard]],
    changes: findings.Changes,
) -> None:
    """Tell the steps of a page's applications."""
    batch = []
    for row in rows:
        subject = subject_of(row)
        active = changes.active.get(subject, ())
        batch.append(Standing(row, heard.get(subject, ()), active))
    settled = checklists.settle_applications(
        work.org,
        survey.around,
        batch,
        freshness=work.freshness,
        snapshot=work.snapshot,
    )
    work.counts.evidence += settled.written.evidence
    work.counts.steps_moved += settled.written.transitions


def read_page(page: Page) -> Iterator[tuple[str, ApplicationShape | ShapeProblem]]:
    """Yield each application in its shape, or why it is in none."""
    for okta_id, raw in page:
        shape = read_shape(PARTS[APPLICATIONS], raw)
        yield okta_id, cast("ApplicationShape | ShapeProblem", shape)


def list_one(
    work: Judging, okta_id: str, shape: ApplicationShape | ShapeProblem, raw: bytes
) -> keeping.Listed:
    """Return an application's columns with the judgement on its model."""
    if isinstance(shape, ShapeProblem):
        return keeping.listed_unread(okta_id, parse(raw), shape.reason)
    view = ApplicationView(application=shape, org=work.seen, engine=work.engine)
    return keeping.listed(shape, vote(view, cors=work.cors))


def with_unread(
    verdicts: Verdicts, shapes: Mapping[str, ApplicationShape | ShapeProblem]
) -> Verdicts:
    """Return the verdicts, and UNKNOWN for what could not be read.

    So that a finding does not resolve because an object cannot be understood.
    """
    unread = [
        Verdict(Outcome.UNKNOWN, f"application:{okta_id}", shape.reason)
        for okta_id, shape in shapes.items()
        if isinstance(shape, ShapeProblem)
    ]
    if not unread:
        return verdicts
    asked = [probe.id for probe in PROBES.values() if probe.is_per_application]
    return {probe: [*verdicts.get(probe, ()), *unread] for probe in asked}
