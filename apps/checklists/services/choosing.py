"""Which SDK an application uses: a person's word, for guidance only."""

from django.db import transaction

from apps.accounts.models import User
from apps.audit.services import record
from apps.checklists.services.errors import RefusedError
from apps.checklists.surveying import subject_of
from apps.facts.sdks import SDKS
from apps.inventory.models import Application


def choose_sdk(application: Application, sdk: str, actor: User) -> None:
    """Set the SDK of an application, blank for none. Raises RefusedError for no SDK."""
    if sdk and sdk not in SDKS:
        raise RefusedError("Choose one of the SDKs.")
    before = application.sdk
    if before == sdk:
        return
    with transaction.atomic():
        application.sdk = sdk
        application.save(update_fields=["sdk"])
        record(
            actor.email,
            "application.sdk_chosen",
            subject_of(application),
            org_id=application.org_id,
            team_id=application.team_id,
            before={"sdk": before},
            after={"sdk": sdk},
        )
