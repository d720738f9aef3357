"""The worker's sign of life: a mark in the shared cache, set by its main process.

So it says "alive" also while every child is busy, which a task could not.
"""

from typing import Any

from celery import Celery, bootsteps
from django.core.cache import cache

KEY = "worker-alive"
EVERY_SECONDS = 5
LASTS_SECONDS = 30


def mark() -> None:
    cache.set(KEY, value=True, timeout=LASTS_SECONDS)


def is_marked() -> bool:
    return bool(cache.get(KEY))


class Heartbeat(bootsteps.StartStopStep):
    """Marks while the worker runs; a worker that stops cleanly is missed at once."""

    requires = {"celery.worker.components:Timer"}

    def start(self, worker: Any) -> None:
        mark()
        self.timer = worker.timer.call_repeatedly(EVERY_SECONDS, mark)

    def stop(self, _worker: Any) -> None:
        self.timer.cancel()
        cache.delete(KEY)


def install(app: Celery) -> None:
    app.steps["worker"].add(Heartbeat)
