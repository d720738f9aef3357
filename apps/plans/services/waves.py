"""Waves made, renamed, dated, filled and removed. Dates that cannot be are refused."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import transaction
from django.utils.text import slugify

from apps.accounts.models import Role, User
from apps.accounts.queries import has_role
from apps.audit.services import record
from apps.inventory.models import Application
from apps.inventory.services import ask_recompute
from apps.orgs.models import Org
from apps.plans.dates import Dated, Pause, Span
from apps.plans.models import Break, Wave, WavePhase
from apps.plans.queries import WaveDates, dates_of, freezes_of, org_dates, orgs_in
from apps.plans.rules import check_wave
from apps.plans.services.errors import hold, refuse

LONGEST_NAME = 60


def create_wave(title: str, org: Org | None, actor: User) -> Wave:
    """Make an empty wave, of one org or over several.

    Raises RefusedError for a title that gives no name, or one that exists.
    """
    name = _free_name(title)
    with transaction.atomic():
        wave = Wave.objects.create(
            name=name, title=title.strip(), org=org, created_by=actor
        )
        _audit(wave, "wave.created", actor, after={"title": wave.title})
    return wave


def rename_wave(wave: Wave, title: str, actor: User) -> None:
    """Give a wave another title; its name, which is in addresses, stays."""
    before = wave.title
    if not title.strip():
        raise refuse("A wave needs a title.", "title")
    if before == title.strip():
        return
    with transaction.atomic():
        wave.title = title.strip()
        wave.save(update_fields=["title"])
        _audit(
            wave,
            "wave.renamed",
            actor,
            before={"title": before},
            after={"title": wave.title},
        )


def remove_wave(wave: Wave, reason: str, actor: User) -> None:
    """Remove a wave; its applications stay, without dates of its own."""
    with transaction.atomic():
        orgs = orgs_in(wave)
        n = wave.applications.count()
        before = {"title": wave.title, "applications": n, **_words_of(wave)}
        name, org_id = wave.name, wave.org_id
        wave.delete()
        for org in orgs:
            ask_recompute(org)
        record(
            actor.email,
            "wave.removed",
            f"wave:{name}",
            org_id=org_id,
            before=before,
            why=reason.strip(),
        )


def set_dates(
    wave: Wave,
    phases: Sequence[Dated],
    breaks: Sequence[Pause],
    actor: User,
    reason: str = "",
) -> None:
    """Give a wave its phases and breaks, in place of those that it had.

    Raises RefusedError for dates that break a rule, and for an advised order that is
    left without a reason. Dates as they were write nothing.
    """
    with transaction.atomic():
        Wave.objects.select_for_update().get(pk=wave.pk)
        orgs = orgs_in(wave)
        freezes = freezes_of([org.pk for org in orgs])
        kept = hold(check_wave(phases, breaks, freezes, org_dates(orgs)), reason)
        before = _words_of(wave)
        after = _words(WaveDates(tuple(phases), tuple(breaks)))
        if before == after and kept == wave.order_reason:
            return
        wave.phases.all().delete()
        wave.breaks.all().delete()
        WavePhase.objects.bulk_create(
            WavePhase(wave=wave, phase=one.phase, **_days(one.span)) for one in phases
        )
        Break.objects.bulk_create(
            Break(wave=wave, after_phase=one.after, **_days(one.span)) for one in breaks
        )
        wave.order_reason = kept
        wave.save(update_fields=["order_reason"])
        for org in orgs:
            ask_recompute(org)
        _audit(wave, "wave.dated", actor, before=before, after=after, why=kept)


def assign_wave(
    applications: Iterable[Application], wave: Wave | None, actor: User
) -> int:
    """Put applications into a wave, or into none; returns how many moved.

    Raises RefusedError for an application that `actor` does not lead, for one of an org
    that the wave is not of, and where the wave's dates cannot be in an org.
    """
    moving = [
        one
        for one in applications
        if one.wave_id != (wave.pk if wave is not None else None)
    ]
    for one in moving:
        if not has_role(actor, one.org_id, Role.LEAD, one.team_id):
            raise refuse(f"Planning {one.label} needs the role Lead there.")
    if wave is not None:
        check_members(wave, moving)
    with transaction.atomic():
        titles = dict(
            Wave.objects.filter(pk__in={one.wave_id for one in moving}).values_list(
                "pk", "title"
            )
        )
        Application.objects.filter(pk__in=[one.pk for one in moving]).update(wave=wave)
        for one in moving:
            ask_recompute(one.org_id, one)
        for one in moving:  # last, since writers of the trail wait for each other
            before = titles.get(one.wave_id or 0)
            one.wave = wave
            record(
                actor.email,
                "application.wave_assigned",
                f"application:{one.okta_id or one.pk}",
                org_id=one.org_id,
                team_id=one.team_id,
                before={"wave": before},
                after={"wave": wave.title if wave is not None else None},
            )
    return len(moving)


def check_members(wave: Wave, applications: Iterable[Application]) -> None:
    """Raise RefusedError where a wave's dates cannot be for these applications."""
    joining = list(applications)
    others = {one.org_id for one in joining if one.org_id != wave.org_id}
    if wave.org is not None and others:
        raise refuse(f"{wave.title} is a wave of {wave.org.name} alone.")
    orgs = list(Org.objects.filter(pk__in={one.org_id for one in joining}))
    dates = dates_of([wave.pk]).get(wave.pk, WaveDates())
    freezes = freezes_of([org.pk for org in orgs])
    found = check_wave(dates.phases, dates.breaks, freezes, org_dates(orgs))
    hold(found, wave.order_reason)


def _free_name(title: str) -> str:
    name = slugify(title)[:LONGEST_NAME]
    if not name:
        raise refuse("A title holds letters or digits.", "title")
    if Wave.objects.filter(name=name).exists():
        raise refuse("Another wave has this title. Give it one of its own.", "title")
    return name


def _days(span: Span) -> dict[str, Any]:
    return {"starts": span.starts, "ends": span.ends}


def _words_of(wave: Wave) -> dict[str, str]:
    return _words(dates_of([wave.pk]).get(wave.pk, WaveDates()))


def _words(dates: WaveDates) -> dict[str, str]:
    """Return the dates as the audit trail keeps them."""
    words = {
        str(one.phase): f"{one.span.starts} to {one.span.ends}" for one in dates.phases
    }
    words |= {
        f"break after {one.after}": f"{one.span.starts} to {one.span.ends}"
        for one in dates.breaks
    }
    return words


def _audit(wave: Wave, verb: str, actor: User, **said: Any) -> None:
    record(actor.email, verb, f"wave:{wave.name}", org_id=wave.org_id, **said)
