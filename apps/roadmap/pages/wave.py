"""One wave: its phases and breaks, its applications, what a lead may change."""

from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q, QuerySet

from apps.accounts.models import Role, User
from apps.accounts.scope import scope_of
from apps.inventory.models import Application
from apps.plans.access import may_change_wave
from apps.plans.models import Wave
from apps.plans.phases import Phase
from apps.plans.queries import WaveDates, dates_of, org_dates, orgs_in
from apps.plans.rules import missing_breaks
from apps.roadmap.forms import DatesForm, MembersForm, TitleForm

OFFERED = 100


@dataclass(frozen=True)
class WaveDetail:
    """What the page of one wave shows; the forms are None for readers."""

    wave: Wave
    dates: WaveDates
    unbroken: list[tuple[Phase, Phase]]
    members: list[Application]
    upgrades: list[str]
    dates_form: DatesForm | None
    title_form: TitleForm | None
    offered: list[Application] = field(default_factory=list)
    members_form: MembersForm | None = None
    text: str = ""

    @classmethod
    def build(
        cls,
        user: User,
        wave: Wave,
        text: str = "",
        **forms: Any,
    ) -> "WaveDetail":
        """Read the page; `forms` hold what was refused, to be shown again."""
        dates = dates_of([wave.pk]).get(wave.pk, WaveDates())
        mine = scope_of(user).applications()
        members = wave.applications.select_related("org", "team").filter(mine)
        leads = may_change_wave(user, wave)
        offered = list(offered_to(user, wave, text)) if leads and text else []
        seen = {one.org_id for one in members} | {wave.org_id}
        orgs = [org for org in orgs_in(wave) if org.pk in seen]
        fresh = TitleForm(initial={"title": wave.title})
        return cls(
            wave=wave,
            dates=dates,
            unbroken=list(missing_breaks(dates.phases, dates.breaks)),
            members=list(members),
            upgrades=[_words(one) for one in org_dates(orgs)],
            dates_form=forms.get("dates") or DatesForm(dates=dates) if leads else None,
            title_form=forms.get("title") or fresh if leads else None,
            offered=offered,
            members_form=forms.get("members"),
            text=text,
        )


def offered_to(user: User, wave: Wave, text: str) -> QuerySet[Application]:
    """Return applications that `user` leads and that the wave could take."""
    rows = Application.objects.select_related("org", "team", "wave").filter(
        scope_of(user, Role.LEAD).applications(), gone_at=None, is_okta_own=False
    )
    if wave.org_id is not None:
        rows = rows.filter(org=wave.org_id)
    rows = rows.exclude(pk__in=wave.applications.values("pk"))
    return rows.filter(Q(label__icontains=text.strip()[:200]))[:OFFERED]


def changeable(user: User, wave: Wave, keys: list[str]) -> list[Application]:
    """Return those of the named applications that `user` leads."""
    numbers = [int(key) for key in keys if key.isascii() and key.isdecimal()]
    rows = Application.objects.select_related("org").filter(
        scope_of(user, Role.LEAD).applications(), pk__in=numbers[:OFFERED]
    )
    return list(rows.filter(org=wave.org_id) if wave.org_id is not None else rows)


def _words(one: Any) -> str:
    if one.is_done:
        return f"{one.name} runs Identity Engine."
    if one.day is None:
        return f"The upgrade of {one.name} has no date yet."
    return f"{one.name} is planned to be upgraded on {one.day.isoformat()}."
