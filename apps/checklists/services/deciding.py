"""What people decide about a step, and taking it back. Nobody sets a state by hand.

A person is one of the witnesses: attesting is evidence, and a newer reading of a
machine beats it. Waivers and "not applicable" hold whatever the evidence says.
"""

from datetime import datetime
from hashlib import blake2b

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from apps.accounts.models import Role, User
from apps.accounts.queries import has_role
from apps.audit.services import record
from apps.checklists.decision_rules import expiry_problem, link_problem, note_problem
from apps.checklists.models import Attachment, Decision, Evidence
from apps.checklists.places import Place, place_of_decision
from apps.checklists.rules import Says
from apps.checklists.services import notices
from apps.checklists.services.errors import RefusedError
from apps.checklists.services.files import keep_file
from apps.checklists.services.telling import row_of, tell_again
from apps.facts.fact import Witness

Kind = Decision.Kind


def attest(  # noqa: PLR0913  # who says what of which step, by what, and when
    place: Place,
    note: str,
    actor: User,
    now: datetime,
    *,
    link: str = "",
    upload: "UploadedFile[bytes] | None" = None,
) -> Decision:
    """Let a person say that a step is done; it counts for that witness's shelf life.

    Raises RefusedError for a step that no person can prove, without a sentence, and for
    a link or a file that is not taken.
    """
    if Witness.PERSON not in place.stage.proves:
        raise RefusedError("No person can prove this step; read who can beside it.")
    refuse(note_problem(note, "Say in a sentence what you looked at."))
    refuse(link_problem(link.strip()))
    with transaction.atomic():
        decision = _make(place, Kind.ATTEST, note, actor, now)
        decision.link = link.strip()
        if upload is not None:
            decision.attachment = keep_file(place, upload, actor, now)
        decision.save()
        say(place, decision, Says.SUPPORTS, f"{actor.email}: {decision.note}", now)
        _audit(place, decision, "step.attested", actor, decision.note)
    tell_again(place, now)
    return decision


def ask_waiver(
    place: Place, reason: str, expires_at: datetime, actor: User, now: datetime
) -> Decision:
    """Ask that a step is let be until `expires_at`; another person has to approve.

    Raises RefusedError without a reason, without an end within a year, and while
    another request waits.
    """
    refuse(note_problem(reason, "Say in a sentence why this step can be let be."))
    refuse(expiry_problem(expires_at, now))
    with transaction.atomic():
        waits = Decision.objects.filter(
            org=place.org, subject=place.subject, stage=place.stage.id, kind=Kind.WAIVE
        ).filter(approved_at=None, withdrawn_at=None, expires_at__gt=now)
        if waits.exists():
            raise RefusedError("A waiver of this step is already waiting for approval.")
        row_of(place, now)
        decision = _make(place, Kind.WAIVE, reason, actor, now)
        decision.expires_at = expires_at
        decision.save()
        notices.approval_asked(place, decision)
        _audit(place, decision, "step.waiver_asked", actor, decision.note)
    return decision


def approve_waiver(decision: Decision, actor: User, now: datetime) -> None:
    """Let a waiver hold from now on.

    Raises RefusedError for the person who asked, for less than a lead here, and for a
    waiver that has ended, was withdrawn, or was approved before.
    """
    place = place_of_decision(decision)
    if not has_role(actor, place.org.pk, Role.LEAD, place.team_id):
        raise RefusedError("Approving a waiver needs the role Lead here.")
    if decision.asked_by_id == actor.pk:
        raise RefusedError("Another person than the one who asked has to approve.")
    with transaction.atomic():
        taken = Decision.objects.filter(
            pk=decision.pk,
            kind=Kind.WAIVE,
            approved_at=None,
            withdrawn_at=None,
            expires_at__gt=now,
        ).update(approved_at=now, approved_by=actor)
        if not taken:
            raise RefusedError("This waiver no longer waits for approval.")
        decision.refresh_from_db()
        row_of(place, now)
        notices.approval_given(place, decision)
        _audit(place, decision, "step.waiver_approved", actor, decision.note)
    tell_again(place, now)


def set_outside(place: Place, reason: str, actor: User, now: datetime) -> Decision:
    """Say that a step does not apply here. Raises RefusedError without a reason."""
    refuse(note_problem(reason, "Say in a sentence why this step does not apply."))
    with transaction.atomic():
        row_of(place, now)
        decision = _make(place, Kind.NOT_APPLICABLE, reason, actor, now)
        decision.save()
        _audit(place, decision, "step.set_outside", actor, decision.note)
    tell_again(place, now)
    return decision


def withdraw(decision: Decision, reason: str, actor: User, now: datetime) -> None:
    """Take a decision back; its evidence counts no longer.

    The last attestation taken back is a person's no. Raises RefusedError for a decision
    that has ended, and for somebody who neither took it nor is a lead here.
    """
    place = place_of_decision(decision)
    is_own = decision.asked_by_id == actor.pk
    if not is_own and not has_role(actor, place.org.pk, Role.LEAD, place.team_id):
        raise RefusedError("Withdrawing it needs the role Lead here.")
    with transaction.atomic():
        taken = Decision.objects.filter(pk=decision.pk, withdrawn_at=None).update(
            withdrawn_at=now, withdrawn_by=actor
        )
        if not taken:
            raise RefusedError("This was withdrawn before.")
        decision.refresh_from_db()
        if _was_last_word(place, decision):
            words = reason.strip() or "taken back"
            say(place, decision, Says.DENIES, f"{actor.email}: {words}", now)
        _audit(place, decision, f"step.{decision.kind}_withdrawn", actor, reason)
    tell_again(place, now)


def say(
    place: Place, decision: Decision, says: Says, message: str, now: datetime
) -> None:
    """Write a person's statement about a step; a denial outlives its decision."""
    digest = f"{says}{message}{now.isoformat()}".encode()
    Evidence.objects.create(
        step=row_of(place, now),
        witness=Witness.PERSON,
        says=says,
        message=message,
        observed_at=now,
        digest=blake2b(digest, digest_size=16).hexdigest(),
        decision=decision if says is Says.SUPPORTS else None,
    )


def _was_last_word(place: Place, withdrawn: Decision) -> bool:
    """Tell whether a person's yes was just withdrawn and no other one stands."""
    said = Evidence.objects.filter(
        step__org=place.org,
        step__subject=place.subject,
        step__stage=place.stage.id,
        witness=Witness.PERSON,
    )
    if not said.filter(decision=withdrawn).exists():
        return False
    standing = said.filter(decision__withdrawn_at=None).order_by("-pk").first()
    return standing is None or standing.says != Says.SUPPORTS


def _make(
    place: Place, kind: Decision.Kind, note: str, actor: User, now: datetime
) -> Decision:
    is_waiver = kind is Kind.WAIVE
    return Decision(
        org=place.org,
        application=place.application,
        subject=place.subject,
        stage=place.stage.id,
        kind=kind,
        note=note.strip(),
        asked_by=actor,
        asked_at=now,
        approved_by=None if is_waiver else actor,
        approved_at=None if is_waiver else now,
    )


def refuse(problem: str) -> None:
    if problem:
        raise RefusedError(problem)


def _audit(place: Place, decision: Decision, verb: str, actor: User, why: str) -> None:
    after: dict[str, str] = {"decision": str(decision.pk)}
    if decision.expires_at is not None:
        after["expires_at"] = decision.expires_at.isoformat()
    if decision.link:
        after["link"] = decision.link
    if isinstance(decision.attachment, Attachment):
        after["file"] = f"{decision.attachment.name} {decision.attachment.digest}"
    record(
        actor.email,
        verb,
        place.name,
        org_id=place.org.pk,
        team_id=place.team_id,
        before={"state": row_of(place, decision.asked_at).state},
        after=after,
        why=why.strip(),
    )
