"""What people would see of an org after a sync: findings, steps, counts."""

import re
from dataclasses import dataclass

from apps.checklists.models import ApplicationRollup, Step, StepRollup
from apps.findings.models import Finding
from apps.orgs.models import Org
from apps.snapshots.models import Snapshot
from apps.syncs.judging import judge
from tests.syncs.worlds import sync

OKTA_ID = re.compile(r"(0pr|rul)[0-9A-Za-z]{17}$")


@dataclass(frozen=True)
class Look:
    """Open findings as (severity, probe, subject, key); states by (subject, stage)."""

    findings: frozenset[tuple[str, str, str, str]]
    steps: dict[tuple[str, str], str]
    counts: frozenset[tuple[str, ...]]

    def opened_since(self, before: "Look") -> tuple[str, ...]:
        """Return "severity probe key" of what is open now and was not, sorted.

        Keys that are ids are left out.
        """
        fresh = self.findings - before.findings
        return tuple(
            sorted(
                f"{severity} {probe} {'' if OKTA_ID.match(key) else key}".strip()
                for severity, probe, _, key in fresh
            )
        )

    def turned_since(self, before: "Look") -> tuple[str, ...]:
        """Return "stage state" of the steps that were there and stand otherwise."""
        return tuple(
            sorted(
                f"{stage} {state}"
                for (subject, stage), state in self.steps.items()
                if before.steps.get((subject, stage), state) != state
            )
        )


def judged(org: Org) -> Snapshot:
    """Sync an org and judge it, as a worker would."""
    return sync(org, judge=judge)


def look_at(org: Org) -> Look:
    rows = Finding.objects.filter(org=org, state__in=Finding.ACTIVE)
    steps = Step.objects.filter(org=org).values_list("subject", "stage", "state")
    counts = {
        *ApplicationRollup.objects.filter(org=org).values_list("model", "grade", "n"),
        *StepRollup.objects.filter(org=org).values_list("model", "stage", "state", "n"),
    }
    return Look(
        findings=frozenset(rows.values_list("severity", "probe", "subject", "key")),
        steps={(subject, stage): state for subject, stage, state in steps},
        counts=frozenset(tuple(map(str, row)) for row in counts),
    )
