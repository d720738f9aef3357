"""The planned upgrade of an org, and days in which nothing may change."""

from datetime import UTC, datetime
from typing import Any
from zoneinfo import available_timezones

from django.db import transaction

from apps.accounts.models import User
from apps.audit.services import record
from apps.inventory.services import ask_recompute
from apps.orgs.access import visible_orgs
from apps.orgs.models import Org
from apps.plans.dates import Frozen, OrgDate, Refusal, Span
from apps.plans.models import Freeze, OrgUpgrade
from apps.plans.queries import (
    WaveDates,
    dates_of,
    freezes_of,
    org_date,
    org_dates,
    planned_of,
    waves_touching,
)
from apps.plans.rules import check_wave
from apps.plans.services.errors import RefusedError, hold, refuse
from apps.plans.upgrade_rules import check_upgrade_order


def plan_upgrade(  # noqa: PLR0913  # which org, when, in whose hours, why
    org: Org,
    planned_at: datetime,
    actor: User,
    *,
    zone: str = "UTC",
    note: str = "",
    reason: str = "",
    now: datetime,
) -> OrgUpgrade:
    """Plan the upgrade of an org for a moment; `zone` is where its hour was chosen.

    Judged beside the orgs that `actor` may see, demo orgs apart. Raises RefusedError
    for the past, for a date that breaks a rule, and for an advised order that is left
    without a reason.
    """
    if zone not in available_timezones():
        raise refuse("Choose one of the time zones.", "zone")
    if planned_at <= now:
        raise refuse("That moment is past.", "planned_at")
    with transaction.atomic():
        Org.objects.select_for_update().get(pk=org.pk)
        row = planned_of(org)
        before = _words(row)
        row = row or OrgUpgrade(org=org)
        row.planned_at, row.zone, row.note = planned_at, zone, note.strip()
        row.order_reason = hold(_against(org, row, actor), reason)
        if before == _words(row):
            return row
        row.save()
        after = _words(row)
        verb = "org.upgrade_planned"
        _after(org, verb, actor, before=before, after=after, why=row.order_reason)
    return row


def withdraw_upgrade(org: Org, reason: str, actor: User) -> None:
    """Take the planned date back. Raises RefusedError where none is planned."""
    with transaction.atomic():
        row = planned_of(org)
        if row is None:
            raise refuse("No upgrade of this org is planned.")
        before = _words(row)
        row.delete()
        _after(org, "org.upgrade_withdrawn", actor, before=before, why=reason.strip())


def _against(org: Org, row: OrgUpgrade, actor: User) -> list[Refusal]:
    own = org_date(org, row)
    others = visible_orgs(actor).filter(is_demo=org.is_demo).exclude(pk=org.pk)
    found = check_upgrade_order(own, org_dates(others), freezes_of([org.pk]))
    return [*found, *_against_waves(org, own)]


def _against_waves(org: Org, own: OrgDate) -> list[Refusal]:
    """Return the waves whose phases would come before the upgrade."""
    waves = waves_touching(org)
    dates = dates_of([wave.pk for wave in waves])
    found = []
    for wave in waves:
        phases = dates.get(wave.pk, WaveDates()).phases
        found += [
            Refusal(f"Wave {wave.title}: {one.sentence}")
            for phase in phases
            for one in check_wave([phase], orgs=[own])
        ]
    return found


def add_freeze(org: Org | None, span: Span, reason: str, actor: User) -> Freeze:
    """Let no change be planned in some days, in `org` or in every org.

    Raises RefusedError for days that end before they start, without a reason, and where
    a phase or an upgrade is planned in them already: those move first.
    """
    if span.ends < span.starts:
        raise refuse("A freeze ends after it starts.", "ends")
    if not reason.strip():
        raise refuse("Say what the freeze is for.", "reason")
    freeze = Frozen(span, reason.strip(), org.name if org else "")
    if found := _planned_in(org, freeze):
        raise RefusedError(found)
    with transaction.atomic():
        row = Freeze.objects.create(
            org=org, starts=span.starts, ends=span.ends, reason=freeze.reason
        )
        _audit_freeze(row, "freeze.added", actor)
    return row


def remove_freeze(freeze: Freeze, actor: User) -> None:
    with transaction.atomic():
        Freeze.objects.filter(pk=freeze.pk).delete()
        _audit_freeze(freeze, "freeze.removed", actor)


def _planned_in(org: Org | None, freeze: Frozen) -> list[Refusal]:
    orgs = [org] if org else list(Org.objects.all())
    waves = {wave.pk: wave for one in orgs for wave in waves_touching(one)}
    found = [
        Refusal(f"{one.name} is planned to be upgraded {one_day(one)}.")
        for one in org_dates(orgs)
        if one.day is not None and not one.is_done and freeze.span.holds(one.day)
    ]
    for pk, dates in dates_of(waves).items():
        found += [
            Refusal(f"Wave {waves[pk].title}: {one.sentence}")
            for phase in dates.phases
            for one in check_wave([phase], freezes=[freeze])
        ]
    return found


def one_day(org: OrgDate) -> str:
    return str(Span(org.day, org.day)) if org.day else ""


def _after(org: Org, verb: str, actor: User, **said: Any) -> None:
    ask_recompute(org)
    record(actor.email, verb, f"org:{org.name}", org_id=org.pk, **said)


def _words(row: OrgUpgrade | None) -> dict[str, str]:
    if row is None:
        return {}
    at = row.planned_at.astimezone(UTC)
    words = {"planned_at": at.isoformat(), "zone": row.zone, "note": row.note}
    return words | {"order_reason": row.order_reason}


def _audit_freeze(freeze: Freeze, verb: str, actor: User) -> None:
    days = {
        "starts": freeze.starts.isoformat(),
        "ends": freeze.ends.isoformat(),
        "reason": freeze.reason,
    }
    is_removed = verb == "freeze.removed"
    record(
        actor.email,
        verb,
        f"freeze:{freeze.pk}",
        org_id=freeze.org_id,
        before=days if is_removed else None,
        after=None if is_removed else days,
    )
