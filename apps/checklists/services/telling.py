"""Tells a step again at once after a person spoke of it; the rest follows by sweep."""

from datetime import datetime

from apps.checklists.models import Step
from apps.checklists.places import Place
from apps.checklists.rules import State
from apps.checklists.services.recomputing import recompute_applications, settle_org
from apps.checklists.services.rollups import rebuild
from apps.inventory.services import ask_recompute


def row_of(place: Place, now: datetime) -> Step:
    """Return the row of a step; from now on something was said about it."""
    step, _ = Step.objects.get_or_create(
        org=place.org,
        subject=place.subject,
        stage=place.stage.id,
        defaults={
            "application": place.application,
            "state": State.NOT_STARTED.value,
            "changed_at": now,
        },
    )
    return step


def tell_again(place: Place, now: datetime) -> None:
    """Recompute what a decision changed.

    An application's step at once. A shared one at once too, and the applications that
    rest on it by the next sweep: there may be thousands.
    """
    if place.application is not None:
        recompute_applications(place.org, {place.application.pk}, now)
        place.application.refresh_from_db()
        return
    seen, _ = settle_org(place.org, now)
    rebuild(place.org, seen)
    ask_recompute(place.org)
