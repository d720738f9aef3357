"""Rings for background work after the commit, when the worker can see the row."""

import logging
from functools import partial
from typing import Any

from celery import Task
from django.db import transaction
from kombu.exceptions import OperationalError

logger = logging.getLogger(__name__)


def enqueue(task: Task, *args: int | str | None) -> None:
    """Send `task` with `args` once the surrounding transaction is committed.

    A queue that does not answer is logged and nothing more: the row waits, and the
    sweep rings for it again.
    """
    transaction.on_commit(partial(_send, task, args))


def _send(task: Task, args: tuple[Any, ...]) -> None:
    try:
        task.apply_async(args)
    except OperationalError:
        logger.warning("The queue does not answer; %s waits for the sweep.", task.name)
