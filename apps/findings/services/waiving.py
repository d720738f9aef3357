"""Waivers: asked for by one person, approved by another, ended by date or by hand."""

from datetime import datetime

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet

from apps.accounts.models import Role, User
from apps.accounts.queries import has_role
from apps.audit.services import record
from apps.findings.models import Finding, Waiver
from apps.findings.rules import State, approval_problem, waiver_problem
from apps.inventory.services import ask_recompute


class RefusedError(Exception):
    """A waiver that cannot be asked for or given; the text is for people."""


def ask_waiver(
    finding: Finding, reason: str, expires_at: datetime, actor: User, now: datetime
) -> Waiver:
    """Ask that a finding be accepted until `expires_at`.

    Raises RefusedError without a reason, without an end within a year, for a finding
    that is not open, or while another request waits.
    """
    if problem := waiver_problem(reason, expires_at, now):
        raise RefusedError(problem)
    if finding.state not in Finding.ACTIVE:
        raise RefusedError("Only an open finding can be waived.")
    if _waiting(finding, now).exists():
        raise RefusedError("A waiver of this finding is already waiting for approval.")
    with transaction.atomic():
        waiver = Waiver.objects.create(
            finding=finding,
            reason=reason.strip(),
            asked_by=actor,
            expires_at=expires_at,
        )
        _audit(waiver, "waiver.asked", actor, None, waiver.reason)
    return waiver


def approve_waiver(waiver: Waiver, actor: User, now: datetime) -> None:
    """Let a waiver hold from now on.

    Raises RefusedError for the person who asked, for less than a lead of the org, and
    for a waiver that ended, was withdrawn or was approved before.
    """
    finding = waiver.finding
    if not has_role(actor, finding.org_id, Role.LEAD, finding.team_id):
        raise RefusedError("Approving a waiver needs the role Lead here.")
    problem = approval_problem(
        asker_id=waiver.asked_by_id,
        approver_id=actor.pk,
        expires_at=waiver.expires_at,
        now=now,
    )
    if problem:
        raise RefusedError(problem)
    with transaction.atomic():
        taken = Waiver.objects.filter(
            pk=waiver.pk, approved_at=None, withdrawn_at=None
        ).update(approved_at=now, approved_by=actor)
        if not taken:
            raise RefusedError("This waiver no longer waits for approval.")
        before = finding.state
        _move(finding, State.WAIVED, only=Finding.ACTIVE)
        _audit(waiver, "waiver.approved", actor, before, waiver.reason)
    waiver.refresh_from_db()


def withdraw_waiver(waiver: Waiver, reason: str, actor: User, now: datetime) -> None:
    """End a waiver by hand, or take a request back; a waived finding opens again.

    Raises RefusedError where it ended before, or for somebody who neither asked for it
    nor is a lead of the org.
    """
    finding = waiver.finding
    is_own = waiver.asked_by_id == actor.pk
    if not is_own and not has_role(actor, finding.org_id, Role.LEAD, finding.team_id):
        raise RefusedError("Withdrawing it needs the role Lead here.")
    with transaction.atomic():
        taken = Waiver.objects.filter(
            pk=waiver.pk, withdrawn_at=None, expires_at__gt=now
        ).update(withdrawn_at=now)
        if not taken:
            raise RefusedError("This waiver has ended already.")
        before = finding.state
        if waiver.approved_at is not None:
            _move(finding, State.OPEN, only=(State.WAIVED,))
        _audit(waiver, "waiver.withdrawn", actor, before, reason)
    waiver.refresh_from_db()


def expire_waivers(now: datetime) -> int:
    """Open the waived findings whose waiver has ended; returns how many."""
    held = Waiver.objects.filter(
        finding=OuterRef("pk"),
        approved_at__isnull=False,
        withdrawn_at=None,
        expires_at__gt=now,
    )
    ended = Finding.objects.filter(state=State.WAIVED).exclude(Exists(held))
    opened = 0
    for finding in ended.select_related("org", "application"):
        with transaction.atomic():
            if not _move(finding, State.OPEN, only=(State.WAIVED,)):
                continue
            opened += 1
            record(
                "system",
                "waiver.expired",
                _subject(finding),
                org_id=finding.org_id,
                team_id=finding.team_id,
                before={"state": State.WAIVED},
                after={"state": State.OPEN},
            )
    return opened


def _waiting(finding: Finding, now: datetime) -> QuerySet[Waiver]:
    return finding.waivers.filter(
        approved_at=None, withdrawn_at=None, expires_at__gt=now
    )


def _move(finding: Finding, state: State, *, only: tuple[str, ...]) -> bool:
    """Set the state where it still is one of `only`, and ask for the steps again."""
    moved = Finding.objects.filter(pk=finding.pk, state__in=only).update(state=state)
    if moved:
        finding.state = state
        ask_recompute(finding.org_id, finding.application_id)
    return bool(moved)


def _audit(
    waiver: Waiver, verb: str, actor: User, before: str | None, why: str
) -> None:
    finding = waiver.finding
    record(
        actor.email,
        verb,
        _subject(finding),
        org_id=finding.org_id,
        team_id=finding.team_id,
        before={"state": before or finding.state},
        after={"state": finding.state, "expires_at": waiver.expires_at.isoformat()},
        why=why,
    )


def _subject(finding: Finding) -> str:
    return f"finding:{finding.pk} {finding.probe} {finding.subject}"
