"""Counts and tallies as judging leaves them, for the pages that span apps."""

from collections import Counter
from datetime import timedelta
from typing import Any

from django.utils import timezone

from apps.accounts.models import User
from apps.checklists.models import StepRollup
from apps.findings.models import Finding, ProbeTally, Waiver
from apps.orgs.models import Org
from apps.snapshots.models import Snapshot
from tests.checklists.listed import listed
from tests.factories import make_snapshot

BLOCKER_PROBE = "no_identity_provider_is_named_duo_security"


def read(org: Org, **fields: Any) -> Snapshot:
    now = timezone.now()
    return make_snapshot(org, **{"finished_at": now, "seen_at": now, **fields})


def finding(org: Org, severity: str = "blocker", **fields: Any) -> Finding:
    now = timezone.now()
    known = {"opened_at": now, "last_seen_at": now, "probe": "a_probe"}
    return Finding.objects.create(
        org=org,
        subject=f"rule:{Finding.objects.count()}",
        severity=severity,
        message="It blocks.",
        **{**known, **fields},
    )


def steps(org: Org, stage: str = "redirect_retest", **states: int) -> None:
    for state, n in Counter(states).items():
        StepRollup.objects.create(
            org=org, model="redirect", stage=stage, state=state, n=n
        )


def unknown_blocker(
    org: Org, message: str = "The scope okta.idps.read is missing."
) -> None:
    ProbeTally.objects.create(
        org=org, probe=BLOCKER_PROBE, outcome="unknown", n=1, message=message
    )


def ending_waiver(org: Org, person: User, days: int = 3) -> Waiver:
    now = timezone.now()
    return Waiver.objects.create(
        finding=finding(org, "high", state="waived"),
        reason="It is replaced.",
        asked_by=person,
        approved_by=person,
        approved_at=now,
        expires_at=now + timedelta(days=days),
    )


def used(org: Org) -> Snapshot:
    """Make an org that was read, with an application, steps and a finding."""
    snapshot = read(org)
    listed(org, f"{org.name} portal")
    steps(org, proven=1, unknown=2)
    finding(org)
    return snapshot
