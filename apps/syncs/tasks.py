"""The doorbells of syncs: a message carries an id, the row says what to do."""

import logging

from celery import shared_task
from django.db import transaction

from apps.checklists.services import sweep_due
from apps.core import clock
from apps.core.tasks import enqueue
from apps.findings.services import expire_waivers
from apps.snapshots import services as snapshots
from apps.syncs import services
from apps.syncs.shutdown import is_ending

logger = logging.getLogger(__name__)
# One message reads so long at most: well below the time limit of a task, so that there
# is time left for judging, which is not cut in slices.
READING_SECONDS = 540


@shared_task
def sync(snapshot_pk: int) -> None:
    """Go on with a sync. A doubled message finds it claimed and does nothing."""
    token = snapshots.claim(snapshot_pk)
    if token is None:
        return
    try:
        ending = services.run_claimed(
            snapshot_pk, token, stopping=is_ending, reading_seconds=READING_SECONDS
        )
    except Exception as error:  # the task boundary: stored, and tried again
        logger.exception("The sync %s stumbled.", snapshot_pk)
        reason = f"An error that nobody expected: {type(error).__name__}."
        snapshots.stumble(snapshot_pk, token, reason)
        return
    if ending is services.Ending.GIVEN_UP:
        enqueue(sync, snapshot_pk)


@shared_task
def sweep() -> None:
    """Ring for what nobody works on, and for what the schedule wants."""
    services.end_exhausted()
    with transaction.atomic():
        for snapshot_pk in [*services.open_scheduled(), *services.waiting()]:
            enqueue(sync, snapshot_pk)


@shared_task
def tend() -> None:
    """Let time do its part: waivers end, and proof that nobody renewed goes stale."""
    now = clock.now()
    expire_waivers(now)
    sweep_due(now)
