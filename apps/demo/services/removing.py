"""Takes the demo company away: its orgs with all that was read, and its people."""

from django.db import transaction
from django.db.models import ProtectedError

from apps.accounts.models import User
from apps.accounts.services import deactivate, subject
from apps.audit.services import record
from apps.demo.models import DemoCompany
from apps.demo.services.people import CAST
from apps.demo.services.state import COMMAND_LINE, SUBJECT
from apps.orgs.models import Org
from apps.orgs.services import remove_org

State = DemoCompany.State
WHY = "The demo company is taken away."


def clear(actor: str) -> None:
    """Remove every demo org and the people of the company; nothing else is touched."""
    for org in Org.objects.filter(is_demo=True):
        remove_org(org, org.name, actor=actor, why=WHY)
    for person in User.objects.filter(email__in=[one.email for one in CAST]):
        _remove_person(actor, person)


def remove() -> bool:
    """Take away what `leave` announced; return whether there was anything to do."""
    row = DemoCompany.objects.filter(state=State.LEAVING).first()
    if row is None:
        return False
    actor = row.asked_by.email if row.asked_by else COMMAND_LINE
    clear(actor)
    with transaction.atomic():
        ended = DemoCompany.objects.filter(state=State.LEAVING).update(
            state=State.OFF, reason="", doing="", day_wanted=0, day_served=None
        )
        if ended:
            record(actor, "demo.removed", SUBJECT)
    return bool(ended)


def _remove_person(actor: str, person: User) -> None:
    """Delete a person of the cast, or shut them out where something real names them."""
    try:
        with transaction.atomic():
            person.delete()
            record(actor, "person.removed", subject(person), why=WHY)
    except ProtectedError:
        deactivate(actor, person)
