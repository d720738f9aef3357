"""Steps for tests: an application with its checklist told, evidence, a place."""

from datetime import datetime, timedelta
from typing import Any

from apps.accounts.models import User
from apps.checklists import services
from apps.checklists.models import Decision, Evidence, Step
from apps.checklists.places import Place, place_in, place_of
from apps.checklists.services.telling import row_of
from apps.inventory.models import Application
from apps.orgs.models import Org
from tests.factories import NOW, make_application

WHY = "The team showed us the code and a run of it."
DAY = timedelta(days=1)
STAGE = "sdk_update_dependency"  # a source scan or a person proves it


def make_step(org: Org, stage: str = STAGE, **fields: Any) -> Place:
    """Return a step of a new application of an org that runs Identity Engine."""
    org.engine = "identity_engine"
    org.save(update_fields=["engine"])
    fields = {"model": "embedded_sdk", **fields}
    return place_in(make_application(org, **fields), stage)


def org_step(org: Org, stage: str = "org_inventory") -> Place:
    return place_of(org, "org", stage)


def say(place: Place, witness: str, says: str = "supports", **fields: Any) -> Evidence:
    """Write what a machine witness says of a step, and tell the step again."""
    values = {
        "message": f"{witness} {says}.",
        "observed_at": NOW,
        "digest": "0" * 32,
        "probe": "a_probe",
        **fields,
    }
    row = Evidence.objects.create(
        step=row_of(place, NOW), witness=witness, says=says, **values
    )
    tell(place)
    return row


def tell(place: Place, now: datetime = NOW) -> None:
    if place.application is None:
        services.recompute_org(place.org, now)
        return
    services.recompute_applications(place.org, {place.application.pk}, now)


def state_of(place: Place) -> str:
    row = Step.objects.filter(
        org=place.org, subject=place.subject, stage=place.stage.id
    ).first()
    return row.state if row else ""


def waived(place: Place, asker: User, lead: User, days: int = 30) -> Decision:
    decision = services.ask_waiver(place, WHY, NOW + days * DAY, asker, NOW)
    services.approve_waiver(decision, lead, NOW)
    return decision


def application_of(place: Place) -> Application:
    assert place.application is not None
    return place.application
