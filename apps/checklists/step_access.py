"""Who may see and change which step. Strangers get 404, readers 403."""

from django.core.exceptions import PermissionDenied
from django.http import Http404

from apps.accounts.models import Role, User
from apps.accounts.queries import has_role
from apps.accounts.scope import scope_of
from apps.checklists.models import Attachment, Decision
from apps.checklists.places import NoSuchStepError, Place, place_of
from apps.orgs.access import org_for_reading


def step_for_reading(user: User, name: str, subject: str, stage: str) -> Place:
    """Return a step; raises Http404 where it is none, or an application's of others.

    Steps of the org itself concern everybody who may see anything in it.
    """
    org = org_for_reading(user, name)
    try:
        place = place_of(org, subject, stage)
    except NoSuchStepError as nothing:
        raise Http404(str(nothing)) from nothing
    if place.application is not None and not scope_of(user).covers(
        org.pk, place.team_id
    ):
        raise Http404("There is no such step.")
    return place


def step_for(user: User, name: str, subject: str, stage: str, role: Role) -> Place:
    """Return a step for a change; raises Http404 or PermissionDenied."""
    place = step_for_reading(user, name, subject, stage)
    if not may(user, place, role):
        raise PermissionDenied(f"This needs the role {role.label} here.")
    return place


def may(user: User, place: Place, role: Role) -> bool:
    """Tell whether a person may do at a step what `role` may."""
    return has_role(user, place.org.pk, role, place.team_id)


def decision_at(place: Place, pk: int) -> Decision:
    """Return a decision of this very step; raises Http404 for any other."""
    found = (
        Decision.objects.select_related("org", "application", "asked_by")
        .filter(pk=pk, org=place.org, subject=place.subject, stage=place.stage.id)
        .first()
    )
    if found is None:
        raise Http404("This step has no such decision.")
    return found


def attachment_for_reading(user: User, pk: int) -> Attachment:
    """Return a file for whoever may see its step; raises Http404 for others."""
    found = Attachment.objects.select_related("org", "application").filter(pk=pk)
    attachment = found.first()
    if attachment is None:
        raise Http404("There is no such file.")
    org_for_reading(user, attachment.org.name)
    application = attachment.application
    if application is not None and not scope_of(user).covers(
        attachment.org_id, application.team_id
    ):
        raise Http404("There is no such file.")
    return attachment
