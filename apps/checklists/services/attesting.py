"""A person as a witness: attests a step, or takes that back; proves none."""

from datetime import datetime
from hashlib import blake2b

from django.db import transaction

from apps.accounts.models import User
from apps.audit.services import record
from apps.checklists.models import Evidence, Step
from apps.checklists.rules import Says, State, shelf_life
from apps.checklists.services.recomputing import (
    recompute_application,
    recompute_applications,
)
from apps.checklists.surveying import subject_of
from apps.facts.fact import Stage, StageSubject, Witness
from apps.facts.stages import STAGES, stages_of
from apps.inventory.models import Application
from apps.orgs.models import Org

SHORTEST_WORD = 10  # characters: what was looked at, in a sentence


class RefusedError(Exception):
    """An attestation that cannot be taken; the text is a sentence for people."""


def attest(  # noqa: PLR0913  # who says what of which step, and when
    org: Org,
    stage_id: str,
    message: str,
    actor: User,
    now: datetime,
    *,
    application: Application | None = None,
) -> None:
    """Let a person say that a step is done; it counts for that witness's shelf life.

    Without `application` the step is the org's own. Raises RefusedError for a stage
    that no person can prove or that is not in this checklist, and without a sentence.
    """
    stage = _stage(stage_id, application)
    if Witness.PERSON not in stage.proves:
        raise RefusedError("No person can prove this step; read who can beside it.")
    if len(message.strip()) < SHORTEST_WORD:
        raise RefusedError("Say in a sentence what you looked at.")
    _say(org, stage, Says.SUPPORTS, message.strip(), actor, now, application)


def withdraw_attestation(  # noqa: PLR0913  # who says what of which step, and when
    org: Org,
    stage_id: str,
    message: str,
    actor: User,
    now: datetime,
    *,
    application: Application | None = None,
) -> None:
    """Take back what people attested of a step. Raises RefusedError if none did."""
    stage = _stage(stage_id, application)
    last = (
        Evidence.objects.filter(
            step__org=org,
            step__subject=_subject(application),
            step__stage=stage.id,
            witness=Witness.PERSON,
        )
        .order_by("-pk")
        .first()
    )
    if last is None or last.says != Says.SUPPORTS:
        raise RefusedError("Nobody attested this step.")
    _say(org, stage, Says.DENIES, message.strip(), actor, now, application)


def _say(  # noqa: PLR0913, PLR0917  # the whole of one statement
    org: Org,
    stage: Stage,
    says: Says,
    message: str,
    actor: User,
    now: datetime,
    application: Application | None,
) -> None:
    with transaction.atomic():
        step, _ = Step.objects.get_or_create(
            org=org,
            subject=_subject(application),
            stage=stage.id,
            defaults={
                "application": application,
                "state": State.NOT_STARTED.value,
                "changed_at": now,
            },
        )
        words = f"{actor.email}: {message}"
        Evidence.objects.create(
            step=step,
            witness=Witness.PERSON,
            says=says,
            message=words,
            observed_at=now,
            valid_until=now + shelf_life(stage, Witness.PERSON),
            digest=blake2b(f"{says}{words}{now}".encode(), digest_size=16).hexdigest(),
        )
        record(
            actor.email,
            "step.attested" if says is Says.SUPPORTS else "step.attestation_withdrawn",
            f"step:{stage.id} {step.subject}",
            org_id=org.pk,
            before={"state": step.state},
            why=message,
        )
    if application is not None:
        recompute_application(application, now)
    else:
        recompute_applications(org, None, now)


def _stage(stage_id: str, application: Application | None) -> Stage:
    stage = STAGES.get(stage_id)
    if application is None:
        asked, checklist = StageSubject.ORG, tuple(STAGES.values())
    else:
        model, target = application.effective_model, application.target_model
        asked, checklist = StageSubject.APPLICATION, stages_of(model, target)
    if stage is None or stage not in checklist or stage.subject is not asked:
        raise RefusedError("This step is not in this checklist.")
    return stage


def _subject(application: Application | None) -> str:
    return subject_of(application) if application else "org"
