"""Forgets what old snapshots saw; never what is cited, nor what is still so."""

from collections.abc import Callable, Collection
from datetime import timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef

from apps.core import clock
from apps.orgs.models import Org
from apps.snapshots.models import ObjectVersion, PartReading, Snapshot

KEEP_DAYS = 90
KEEP_AT_LEAST = 10
CHUNK = 500


def prune(
    org: Org,
    cited_snapshot_ids: Callable[[], Collection[int]],
    *,
    keep_days: int = KEEP_DAYS,
    keep_at_least: int = KEEP_AT_LEAST,
) -> int:
    """Return how many snapshots were forgotten.

    Kept are the newest `keep_at_least` judged ones, those of the last `keep_days`, and
    the cited ones, which are asked for only where something is old enough. Short
    transactions; running it twice changes nothing.
    """
    judged = Snapshot.objects.filter(org=org, state__in=Snapshot.JUDGED, pruned_at=None)
    newest = judged.order_by("-pk").values_list("pk", flat=True)[:keep_at_least]
    border = clock.now() - timedelta(days=keep_days)
    aged = set(judged.filter(created__lt=border).values_list("pk", flat=True))
    aged.difference_update(newest)
    old = sorted(aged.difference(cited_snapshot_ids())) if aged else []
    for start in range(0, len(old), CHUNK):
        _forget(old[start : start + CHUNK])
    if old:
        _delete_hidden_versions(org)
    return len(old)


def _forget(pks: list[int]) -> None:
    with transaction.atomic():
        PartReading.objects.filter(snapshot_id__in=pks).delete()
        Snapshot.objects.filter(pk__in=pks).update(pruned_at=clock.now())


def _delete_hidden_versions(org: Org) -> None:
    """Delete closed versions that no kept snapshot shows."""
    shows = Snapshot.objects.filter(
        org_id=OuterRef("org_id"),
        state__in=Snapshot.JUDGED,
        pruned_at=None,
        pk__gte=OuterRef("since_id"),
        pk__lt=OuterRef("until_id"),
    )
    hidden = ObjectVersion.objects.filter(~Exists(shows), org=org, until__isnull=False)
    # A running sync has closed nothing yet; what it will close is open here.
    while pks := list(hidden.values_list("pk", flat=True)[:CHUNK]):
        ObjectVersion.objects.filter(pk__in=pks).delete()
