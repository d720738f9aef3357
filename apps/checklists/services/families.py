"""Families: counterparts joined and left by choice, and what may be carried over.

Code work is proven once. Configuration and traffic are proven in each org.
"""

from collections.abc import Sequence
from datetime import datetime
from hashlib import blake2b

from django.db import transaction

from apps.accounts.models import User
from apps.audit.services import record
from apps.checklists.ledger import open_ledger
from apps.checklists.models import CheckRun, Decision, Evidence
from apps.checklists.places import NoSuchStepError, Place, place_in
from apps.checklists.rules import Says
from apps.checklists.services.deciding import refuse
from apps.checklists.services.errors import RefusedError
from apps.checklists.services.telling import row_of, tell_again
from apps.checklists.surveying import subject_of
from apps.facts.fact import StageSubject, Witness
from apps.facts.stages import STAGES
from apps.inventory.models import Application, Family

CARRIED = frozenset({Witness.SOURCE_CODE, Witness.PERSON})


def join(application: Application, other: Application, actor: User) -> Family:
    """Make two applications counterparts.

    Raises RefusedError within one org, between the demo and real orgs, and where both
    have a family or the family has a member in the same org.
    """
    if application.org_id == other.org_id:
        raise RefusedError("Counterparts live in different orgs.")
    if application.org.is_demo != other.org.is_demo:
        raise RefusedError("The demo is kept apart from real orgs.")
    with transaction.atomic():
        family = application.family or other.family
        if family is None:
            family = Family.objects.create(title=application.label)
        joining = [one for one in (application, other) if one.family_id != family.pk]
        for one in joining:
            if one.family_id is not None:
                raise RefusedError(f"{one.label} is in another family: leave it first.")
            if family.applications.filter(org=one.org_id).exists():
                raise RefusedError(
                    f"The family has an application of {one.org.name} already."
                )
            one.family = family
            one.save(update_fields=["family"])
        for one in joining:
            _audit(one, "application.family_joined", actor, family)
    return family


def leave(application: Application, actor: User) -> None:
    """Take an application out of its family; a family of one ends.

    What was carried over stays: it was taken by choice, and can be withdrawn.
    """
    family = application.family
    if family is None:
        raise RefusedError("This application is in no family.")
    with transaction.atomic():
        application.family = None
        application.save(update_fields=["family"])
        if family.applications.count() <= 1:
            family.applications.update(family=None)
            family.delete()
        _audit(application, "application.family_left", actor, family)


def can_carry(source: Application, target: Application) -> list[tuple[Place, Evidence]]:
    """Return the proof of a counterpart that steps of `target` may take over.

    Only what a source scan or a person said, that still counts, for a step of the
    application itself that stands in both checklists and that such a witness proves.
    The result of a test run is none of it: it speaks of one org.
    """
    if source.family_id is None or source.family_id != target.family_id:
        return []
    rows = Evidence.objects.filter(
        step__org=source.org_id,
        step__subject=subject_of(source),
        witness__in=CARRIED,
        decision__withdrawn_at=None,
        decision__check_runs=None,
    )
    newest: dict[tuple[str, str, str], Evidence] = {}
    for row in rows.select_related("step", "decision").order_by("pk"):
        if row.says != Says.UNKNOWN:
            newest[row.step.stage, row.witness, row.probe] = row
    found = []
    for (stage_id, witness, _), row in newest.items():
        place = _place(source, target, stage_id)
        if row.says != Says.SUPPORTS or place is None:
            continue
        if Witness(witness) in place.stage.proves:
            found.append((place, row))
    return found


def carry_over(
    source: Application,
    target: Application,
    chosen: Sequence[int],
    actor: User,
    now: datetime,
) -> list[Decision]:
    """Let chosen proof of a counterpart count for the same steps of `target`.

    `chosen` are rows of evidence. It counts no longer than the proof it comes from.
    Raises RefusedError for anything that cannot be carried over, and writes nothing.
    """
    offered = {row.pk: (place, row) for place, row in can_carry(source, target)}
    if not chosen or not set(chosen) <= offered.keys():
        raise RefusedError(
            "That proof cannot be carried over: choose what is offered here."
        )
    made = []
    with transaction.atomic():
        for pk in chosen:
            place, row = offered[pk]
            made.append(_carry(source, place, row, actor, now))
    tell_again(place_in(target, made[0].stage), now)
    return made


def baselines(source: Application, target: Application) -> list[CheckRun]:
    """Return the runs before the upgrade that `target` may take over."""
    if source.family_id is None or source.family_id != target.family_id:
        return []
    taken = CheckRun.objects.filter(application=target, carried_from__isnull=False)
    runs = source.check_runs.filter(moment=CheckRun.Moment.BEFORE).exclude(
        pk__in=taken.values("carried_from")
    )
    return [run for run in runs if _place(source, target, run.stage) is not None]


def _carry(
    source: Application, place: Place, row: Evidence, actor: User, now: datetime
) -> Decision:
    until = _fresh_until(source, row, now)
    refuse("" if until > now else "That proof is too old to be carried over.")
    words = f"Carried over from {source.label} in {source.org.name}: {row.message}"
    decision = Decision.objects.create(
        org=place.org,
        application=place.application,
        subject=place.subject,
        stage=place.stage.id,
        kind=Decision.Kind.CARRY,
        note=words,
        link=row.decision.link if row.decision else "",
        asked_by=actor,
        asked_at=now,
        approved_by=actor,
        approved_at=now,
        carried_from=row.decision,
    )
    Evidence.objects.create(
        step=row_of(place, now),
        witness=row.witness,
        says=Says.SUPPORTS,
        probe=row.probe,
        message=words,
        observed_at=row.observed_at,
        valid_until=until,
        digest=blake2b(f"{row.pk}{words}".encode(), digest_size=16).hexdigest(),
        decision=decision,
    )
    record(
        actor.email,
        "step.carried_over",
        place.name,
        org_id=place.org.pk,
        team_id=place.team_id,
        after={"from": f"{source.org.name} {subject_of(source)}", "proof": row.pk},
    )
    return decision


def _fresh_until(source: Application, row: Evidence, now: datetime) -> datetime:
    """Return how long a counterpart's proof counts where it comes from."""
    subject, stage = subject_of(source), row.step.stage
    ledger = open_ledger(source.org, now, subjects=[subject])
    said = ledger.said(subject, [stage]).statements.get(stage, ())
    ends = (
        one.fresh_until
        for one in said
        if one.witness == row.witness and one.message == row.message
    )
    return max(ends, default=now)


def _place(source: Application, target: Application, stage_id: str) -> Place | None:
    if STAGES[stage_id].subject is not StageSubject.APPLICATION:
        return None
    try:
        place_in(source, stage_id)
        return place_in(target, stage_id)
    except NoSuchStepError:
        return None


def _audit(application: Application, verb: str, actor: User, family: Family) -> None:
    record(
        actor.email,
        verb,
        subject_of(application),
        org_id=application.org_id,
        team_id=application.team_id,
        after={"family": family.title},
    )
