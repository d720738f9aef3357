"""Tells the steps of an org and its applications again, and keeps what changed."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db import transaction

from apps.checklists.dating import Dues, dues_of
from apps.checklists.grading import grade, next_step
from apps.checklists.hearing import Heard, spoken_to
from apps.checklists.ledger import Freshness, open_ledger
from apps.checklists.listening import active_findings, hear_again
from apps.checklists.rules import STEP_CODES, Answer
from apps.checklists.services.rollups import rebuild
from apps.checklists.services.settling import Written, write_down
from apps.checklists.surveying import Survey, answers_of, subject_of, survey
from apps.checklists.walking import Around
from apps.core import clock
from apps.facts.stages import stages_of
from apps.findings.services import Active
from apps.inventory.models import (
    Application,
    AuthorizationServer,
    Brand,
    RecomputeRequest,
)
from apps.inventory.storing import update_rows
from apps.orgs.models import Org
from apps.snapshots.models import Snapshot
from apps.snapshots.queries import last_complete_at

PAGE = 200
DERIVED = ("grade", "step_codes", "next_step", "open_findings")
Heards = Mapping[str, Sequence[Heard]]


@dataclass(frozen=True)
class Standing:
    """One application with what was just heard of it and what is open about it."""

    application: Application
    heard: Sequence[Heard] = ()
    active: Sequence[Active] = ()


@dataclass(frozen=True)
class Settled:
    """What a page of applications came to."""

    changed: list[Application] = field(default_factory=list)
    written: Written = field(default_factory=Written)


def settle_org(
    org: Org,
    now: datetime,
    heard: Heards | None = None,
    snapshot: Snapshot | None = None,
) -> tuple[Survey, Written]:
    """Tell the shared steps of an org again; `heard` is what a look at it said."""
    ledger = open_ledger(org, now)
    if heard is not None:
        subjects = ["org", *_keys(Brand, org), *_keys(AuthorizationServer, org)]
        for subject in subjects:
            ledger.hear(subject, spoken_to(heard, subject))
    seen = survey(ledger, now)
    return seen, write_down(ledger, seen.by_subject(), snapshot=snapshot)


def settle_applications(
    org: Org,
    around: Around,
    batch: Sequence[Standing],
    *,
    freshness: Freshness,
    snapshot: Snapshot | None = None,
) -> Settled:
    """Tell the steps of some applications again; a handful of queries a page."""
    if not batch:
        return Settled()
    subjects = [subject_of(one.application) for one in batch]
    ledger = open_ledger(org, around.now, subjects=subjects, freshness=freshness)
    dues = dues_of(org, [one.application for one in batch])
    answers: dict[str, dict[str, Answer]] = {}
    changed = []
    for subject, one in zip(subjects, batch, strict=True):
        observed_at = snapshot.seen_at if snapshot else None
        ledger.hear(subject, one.heard, observed_at)
        answers[subject] = answers_of(one.application, ledger, around, one.active)
        if _grade(one, answers[subject], dues, around.now.date()):
            changed.append(one.application)
    rows = {
        subject: one.application.pk
        for subject, one in zip(subjects, batch, strict=True)
    }
    written = write_down(ledger, answers, applications=rows, snapshot=snapshot)
    if changed:
        with transaction.atomic():
            update_rows(Application, DERIVED, changed)
    return Settled(changed, written)


def recompute_application(
    application: Application, now: datetime | None = None
) -> None:
    """Tell one application's steps again, by its latest snapshot and all evidence.

    Its probes are asked again, since another model asks for other stages.
    """
    RecomputeRequest.objects.filter(application=application).delete()
    org = application.org
    at = now or clock.now()
    seen, _ = settle_org(org, at)
    heard = hear_again(application)
    active = active_findings(org, [application.pk])
    settle_applications(
        org,
        seen.around,
        [Standing(application, heard, active.get(application.pk, ()))],
        freshness=Freshness(last_complete_at(org)),
        snapshot=org.latest_snapshot,
    )
    rebuild(org, seen)


def recompute_org(org: Org, now: datetime | None = None) -> None:
    """Tell every step of an org again from stored evidence, a page at a time."""
    recompute_applications(org, None, now)


def recompute_applications(
    org: Org, keys: Collection[int] | None, now: datetime | None = None
) -> None:
    """Tell the shared steps of an org again and those of some applications.

    `keys` are rows; None means every listed application.
    """
    at = now or clock.now()
    seen, _ = settle_org(org, at)
    freshness = Freshness(last_complete_at(org))
    rows = Application.objects.filter(org=org, gone_at=None).order_by("pk")
    if keys is not None:
        rows = rows.filter(pk__in=keys)
    last = 0
    while page := list(rows.filter(pk__gt=last)[:PAGE]):
        last = page[-1].pk
        active = active_findings(org, [one.pk for one in page])
        batch = [Standing(one, (), active.get(one.pk, ())) for one in page]
        settle_applications(org, seen.around, batch, freshness=freshness)
    rebuild(org, seen)


def _grade(
    one: Standing, answers: Mapping[str, Answer], dues: Dues, today: date
) -> bool:
    """Set what lists show of an application; tell whether anything changed."""
    application, active = one.application, one.active
    model = application.effective_model
    standing = [
        (stage, answers[stage.id].state)
        for stage in stages_of(model, application.target_model)
    ]
    severities = [each.severity for each in active]
    values = {
        "grade": "outside"
        if application.is_okta_own
        else grade(
            model, standing, severities, dues.overdue(application, standing, today)
        ),
        "step_codes": "".join(STEP_CODES[state] for _, state in standing),
        "next_step": next_step(standing),
        "open_findings": len(active),
    }
    if all(getattr(application, name) == value for name, value in values.items()):
        return False
    for name, value in values.items():
        setattr(application, name, value)
    return True


def _keys(model: type[Brand | AuthorizationServer], org: Org) -> Iterable[str]:
    kind = "brand" if model is Brand else "authorization_server"
    rows = model._default_manager.filter(org=org, gone_at=None)  # noqa: SLF001
    return [f"{kind}:{key}" for key in rows.values_list("okta_id", flat=True)]
