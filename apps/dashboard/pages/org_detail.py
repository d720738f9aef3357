"""One org: engine, readiness, what was and was not seen, servers, brands, steps."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from apps.accounts.models import Role, User
from apps.accounts.queries import has_role
from apps.accounts.scope import Scope, scope_of
from apps.checklists.pages.step_card import cards
from apps.checklists.pages.step_phases import StepPhase, next_of, phases_of
from apps.checklists.pages.unlocks import OrgUnlocking, org_unlocks
from apps.checklists.queries import StepView, org_steps
from apps.core.templatetags.ui import GRADES, SEVERITIES, STATES, Segments, segments
from apps.dashboard import queries
from apps.dashboard.pages.counts import settled
from apps.dashboard.pages.org_lines import rollback_until
from apps.facts.stages import STAGES
from apps.findings.queries import tallies_of
from apps.inventory.models import AuthorizationServer, Brand, DeploymentModel, Grade
from apps.orgs.models import Org
from apps.probes.probe import Probe
from apps.probes.registry import PROBES
from apps.snapshots.access import Sight
from apps.snapshots.models import Snapshot
from apps.snapshots.queries import Coverage, coverage

RECENT = 5
MODEL_LABELS = {"": "Org track", **dict(DeploymentModel.choices)}


@dataclass(frozen=True)
class StageLine:
    """One stage of one model with its steps counted by state."""

    model: str
    title: str
    steps: Segments
    settled: int
    total: int


@dataclass(frozen=True)
class UnseenPart:
    """A part that was not seen: why, and which questions stay open without it."""

    title: str
    reason: str
    hides: list[str]


@dataclass(frozen=True)
class OrgDetail:
    """What the page of one org shows."""

    org: Org
    snapshot: Snapshot | None
    running: Snapshot | None
    history: list[Snapshot]
    seen: list[Coverage]
    unseen: list[UnseenPart]
    unanswered: list[tuple[Probe, str]]
    findings: Segments
    blockers: int
    grades: Segments
    applications: int
    done: int
    servers: list[AuthorizationServer]
    brands: list[Brand]
    steps: tuple[StepView, ...]
    next_step: StepView | None
    phases: list[StepPhase]
    settled: int
    unlocks: list[OrgUnlocking]
    stages: list[StageLine]
    rollback_until: datetime | None
    sees_all: bool
    may_sync: bool
    may_change: bool

    @classmethod
    def build(cls, user: User, org: Org) -> "OrgDetail":
        """Read everything in a number of queries that no size changes."""
        snapshot = org.latest_snapshot
        steps = org_steps(org)
        history = list(org.snapshots.order_by("-pk")[:RECENT])
        scope = scope_of(user)
        parts = Sight(org, scope).reasoned(coverage(snapshot)) if snapshot else []
        severities = queries.open_by_severity([org.pk], scope).get(org.pk, Counter())
        grades = queries.grades_by_org([org.pk], scope).get(org.pk, Counter())
        next_step = next_of(steps)
        shown = cards(user, org, steps, next_step=next_step)
        return cls(
            org=org,
            snapshot=snapshot,
            running=next((each for each in history if each.is_open), None),
            history=history,
            seen=[part for part in parts if part.seen],
            unseen=[_unseen(part) for part in parts if not part.seen],
            unanswered=_unanswered(org, scope),
            findings=segments(severities, SEVERITIES),
            blockers=severities["blocker"],
            grades=segments(grades, GRADES),
            applications=sum(grades.values()),
            done=grades[Grade.DONE],
            servers=list(org.authorization_servers.filter(gone_at__isnull=True)),
            brands=list(org.brands.filter(gone_at__isnull=True)),
            steps=steps,
            next_step=next_step,
            phases=phases_of(shown),
            settled=sum(step.is_settled for step in steps),
            unlocks=org_unlocks(user, org, steps),
            stages=_stages(org, scope),
            rollback_until=rollback_until(org, timezone.now()),
            sees_all=scope.covers_org(org.pk),
            may_sync=has_role(user, org.pk, Role.CONTRIBUTOR),
            may_change=has_role(user, org.pk, Role.LEAD),
        )


def _unseen(part: Coverage) -> UnseenPart:
    name = part.part.partition("/")[0]
    hides = [probe.title for probe in PROBES.values() if name in probe.parts]
    return UnseenPart(part.title, part.reason, hides)


def _unanswered(org: Org, scope: Scope) -> list[tuple[Probe, str]]:
    """Return the blocker probes that could not tell, each with what it said."""
    said = tallies_of(org, scope)
    return [
        (PROBES[probe], said[probe][outcome].words)
        for probe in sorted(queries.BLOCKERS)
        for outcome in queries.UNANSWERED
        if outcome in said.get(probe, {})
    ]


def _stages(org: Org, scope: Scope) -> list[StageLine]:
    lines = []
    counted = queries.steps_by_model(org.pk, scope)
    order = {stage: place for place, stage in enumerate(STAGES)}
    for (model, stage), states in sorted(
        counted.items(), key=lambda item: (item[0][0], order.get(item[0][1], 0))
    ):
        known = STAGES.get(stage)
        if not model or known is None:
            continue
        lines.append(
            StageLine(
                model=MODEL_LABELS.get(model, model),
                title=known.title,
                steps=segments(states, STATES),
                settled=settled(states),
                total=sum(states.values()),
            )
        )
    return lines
