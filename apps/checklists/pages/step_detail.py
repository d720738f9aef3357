"""The page of one step: the same card as elsewhere, with what may be done about it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from django.forms import Form
from django.http import Http404
from django.urls import reverse

from apps.accounts.models import User
from apps.checklists.pages.step_card import Card, Desk, cards
from apps.checklists.pages.step_phases import TITLES, next_of
from apps.checklists.places import Place
from apps.checklists.queries import (
    StepView,
    brand_steps,
    org_steps,
    server_steps,
    steps_of,
)


@dataclass(frozen=True)
class StepDetail:
    """What the page of one step shows."""

    place: Place
    card: Card
    back: str

    @property
    def phase(self) -> str:
        return TITLES[self.place.stage.phase]

    @classmethod
    def build(
        cls, user: User, place: Place, refused: Mapping[str, Form]
    ) -> "StepDetail":
        """Read the step; `refused` holds forms that did not pass, to be shown again."""
        steps = _steps(place)
        step = next((one for one in steps if one.stage.id == place.stage.id), None)
        if step is None:
            raise Http404("This org has no such step.")
        desk = Desk.of(user, place, step)
        if desk is not None and refused:
            desk = desk.replaced(**refused)
        if desk is not None:
            desk = desk.named(place.stage.id)
        following = next_in(place, steps)
        card = cards(user, place.org, [step], place.application, following)[0]
        return cls(place, replace(card, desk=desk, is_open=True), back_url(place))


def back_url(place: Place) -> str:
    """Return the address of the step among its neighbours; a brand has no page."""
    at = f"#step-{place.stage.id}"
    if place.application is not None:
        home = reverse("checklists:application_detail", args=[place.application.pk])
        return f"{home}{at}"
    home = reverse("dashboard:org_detail", args=[place.org.name])
    return f"{home}{at}"


def next_in(place: Place, steps: Sequence[StepView]) -> StepView | None:
    """Return what to do now among the steps that this one stands with."""
    application = place.application
    if application is None:
        return next_of(steps)
    return next((one for one in steps if one.stage.id == application.next_step), None)


def _steps(place: Place) -> Sequence[StepView]:
    key = place.subject.partition(":")[2]
    if place.application is not None:
        return steps_of(place.application)
    if place.subject.startswith("brand:"):
        return brand_steps(place.org).get(key, ())
    if key:
        return server_steps(place.org).get(key, ())
    return org_steps(place.org)
