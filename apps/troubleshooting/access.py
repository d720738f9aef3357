"""Which org and application a person may hold symptoms against. Strangers get 404."""

from dataclasses import dataclass

from django.http import Http404

from apps.accounts.models import User
from apps.checklists.access import application_for_reading
from apps.checklists.places import NoSuchStepError, place_of
from apps.inventory.models import Application
from apps.orgs.access import org_for_reading
from apps.orgs.models import Org

OF_APPLICATION = "application:"


@dataclass(frozen=True)
class Chosen:
    """The org and the application that symptoms are held against, if any."""

    org: Org | None = None
    application: Application | None = None


def chosen_for_reading(
    user: User, *, org: str, application: str, subject: str, stage: str
) -> Chosen:
    """Return what the address names; raises Http404 for what `user` may not see.

    `subject` with `stage` names a step as its own page does, `application` is a row.
    """
    if application.isascii() and application.isdigit():
        row = application_for_reading(user, int(application))
        if org and row.org.name != org:
            raise Http404("There is no such application in this org.")
        return Chosen(row.org, row)
    if not org:
        return Chosen()
    found = org_for_reading(user, org)
    if not (stage and subject.startswith(OF_APPLICATION)):
        return Chosen(found)
    try:
        place = place_of(found, subject, stage)
    except NoSuchStepError as nothing:
        raise Http404(str(nothing)) from nothing
    if place.application is None:
        return Chosen(found)
    return Chosen(found, application_for_reading(user, place.application.pk))
