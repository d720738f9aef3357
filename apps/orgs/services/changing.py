"""Changes to a connected org, and its end; each leaves an audit line."""

from dataclasses import asdict, dataclass

from django.db import transaction
from django.utils import timezone

from apps.audit.services import record
from apps.orgs.errors import BadInputError
from apps.orgs.models import Environment, Org
from apps.orgs.rules import HOURS_BETWEEN_SYNCS, SHARE_PERCENT, next_sync


@dataclass(frozen=True, kw_only=True)
class OrgSettings:
    """What people decide about an org."""

    environment: str
    rate_share_percent: int
    sync_every_hours: int


def settings_of(org: Org) -> OrgSettings:
    return OrgSettings(
        environment=org.environment,
        rate_share_percent=org.rate_share_percent,
        sync_every_hours=org.sync_every_hours,
    )


def change_settings(org: Org, wanted: OrgSettings, *, actor: str) -> bool:
    """Store what changed and return whether anything did. Raises BadInputError."""
    check(wanted)
    with transaction.atomic():
        row = Org.objects.select_for_update().get(pk=org.pk)
        before = settings_of(row)
        if before == wanted:
            return False
        row.environment = wanted.environment
        row.rate_share_percent = wanted.rate_share_percent
        if before.sync_every_hours != wanted.sync_every_hours:
            row.sync_every_hours = wanted.sync_every_hours
            row.next_sync_at = next_sync(wanted.sync_every_hours, timezone.now())
        row.save(
            update_fields=[
                "environment",
                "rate_share_percent",
                "sync_every_hours",
                "next_sync_at",
            ]
        )
        record(
            actor,
            "org.changed",
            f"org:{row.name}",
            org_id=row.pk,
            before=asdict(before),
            after=asdict(wanted),
        )
    return True


def check(wanted: OrgSettings) -> None:
    if wanted.environment not in Environment.values:
        raise BadInputError("There is no such environment.", field="environment")
    if wanted.rate_share_percent not in SHARE_PERCENT:
        raise BadInputError(
            "The share is between 1 and 100 percent.", field="rate_share_percent"
        )
    if wanted.sync_every_hours not in HOURS_BETWEEN_SYNCS:
        raise BadInputError(
            f"Between two syncs lie 0 to {HOURS_BETWEEN_SYNCS[-1]} hours.",
            field="sync_every_hours",
        )


def remove_org(org: Org, typed_name: str, *, actor: str, why: str = "") -> None:
    """Delete an org with everything that was read of it; the audit trail stays.

    Raises BadInputError unless `typed_name` is the org's name.
    """
    if typed_name != org.name:
        raise BadInputError(
            f"That is not the name {org.name}; nothing was removed.",
            field="typed_name",
        )
    with transaction.atomic():
        org_id, before = org.pk, {"url": org.url, "okta_id": org.okta_id}
        Org.objects.filter(pk=org_id).update(latest_snapshot=None)
        org.delete()
        record(
            actor,
            "org.removed",
            f"org:{org.name}",
            org_id=org_id,
            before=before,
            why=why,
        )
