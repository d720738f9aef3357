"""The Celery application. A message is only a doorbell; the row is the truth.

So a lost or doubled message does no harm: tasks claim their row, and the sweep rings
again for rows whose lease ran out.
"""

import os
from typing import Any

from celery import Celery
from celery.signals import setup_logging
from django.conf import settings

from upgradeplanner import broker, heartbeat
from upgradeplanner.stores import is_redis

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "upgradeplanner.settings")
broker.register()

SWEEP_SECONDS = 10
TEND_SECONDS = 60
TASK_SECONDS = 840  # below the visibility timeout, or Redis would deliver it twice
REDIS_OPTIONS = {
    "visibility_timeout": 900,
    "unacked_restore_throttle": 1,  # looks for lost messages every 10 s, not every 100
    "global_keyprefix": "upgradeplanner:",
}


def _transport() -> dict[str, Any]:
    if not settings.BROKER_URL:
        folder = settings.DATA_DIR / "queue"
        return {
            "broker_url": f"{broker.SCHEME}://localhost",
            "broker_transport_options": broker.transport_options(folder),
        }
    options = REDIS_OPTIONS if is_redis(settings.BROKER_URL) else {}
    return {"broker_url": settings.BROKER_URL, "broker_transport_options": options}


app = Celery("upgradeplanner")
app.conf.update(
    **_transport(),
    task_acks_late=True,
    task_reject_on_worker_lost=True,
    task_ignore_result=True,
    task_time_limit=TASK_SECONDS,
    task_serializer="json",
    accept_content=["json"],
    worker_prefetch_multiplier=1,
    worker_redirect_stdouts=False,
    broker_connection_retry_on_startup=True,
    timezone="UTC",
    beat_schedule_filename=str(settings.DATA_DIR / "beat-schedule"),
    beat_schedule={
        "sweep": {
            "task": "apps.syncs.tasks.sweep",
            "schedule": float(SWEEP_SECONDS),
            "options": {"expires": 3 * SWEEP_SECONDS},
        },
        "tend": {
            "task": "apps.syncs.tasks.tend",
            "schedule": float(TEND_SECONDS),
            "options": {"expires": TEND_SECONDS},
        },
    },
)
app.autodiscover_tasks()
heartbeat.install(app)


@setup_logging.connect(weak=False)
def keep_the_logging_of_the_settings(**_: object) -> None:
    """Hold Celery from replacing the log handlers that the settings made."""
