"""Tests of how tasks are rung for, and of what Celery is told."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import pytest
from celery import shared_task
from django.conf import settings
from django.db import transaction

from apps.core.tasks import enqueue
from upgradeplanner import heartbeat
from upgradeplanner.celery import app
from upgradeplanner.stores import is_redis

Capture = Callable[..., AbstractContextManager[list[Callable[[], Any]]]]


@shared_task
def ring(_pk: int) -> None:
    """Do nothing; the tests look at the queue."""


def waiting() -> int:
    """Return how many messages wait in the queue of all tasks."""
    with app.connection_for_read() as link:
        channel: Any = link.channel()
        return int(channel._size("celery"))


@pytest.mark.django_db(transaction=True)
def test_a_task_is_rung_for_after_the_commit_only() -> None:
    before = waiting()
    with transaction.atomic():
        enqueue(ring, 7)
        assert waiting() == before
    assert waiting() == before + 1


@pytest.mark.django_db(transaction=True)
def test_a_rolled_back_row_rings_for_nothing() -> None:
    before = waiting()
    with pytest.raises(ValueError, match="no"), transaction.atomic():  # noqa: PT012
        enqueue(ring, 7)
        raise ValueError("no")
    assert waiting() == before


def test_tasks_survive_a_killed_worker_and_carry_json_alone() -> None:
    conf = app.conf
    assert conf.task_acks_late
    assert conf.task_reject_on_worker_lost
    assert conf.worker_prefetch_multiplier == 1
    assert conf.accept_content == ["json"]


def test_a_task_ends_before_redis_would_deliver_it_again() -> None:
    if is_redis(settings.BROKER_URL):
        options = app.conf.broker_transport_options
        assert app.conf.task_time_limit < options["visibility_timeout"]
    assert app.conf.task_time_limit == 840


def test_the_sweep_is_rung_often_and_goes_stale_soon() -> None:
    sweep = app.conf.beat_schedule["sweep"]
    assert sweep["schedule"] == 10
    assert sweep["options"]["expires"] == 30
    app.loader.import_default_modules()
    assert sweep["task"] in app.tasks


def test_the_worker_marks_that_it_lives_until_it_stops() -> None:
    class Timer:
        def call_repeatedly(self, _seconds: int, _mark: Callable[[], None]) -> "Timer":
            return self

        def cancel(self) -> None:
            """Stop nothing: there is no clock behind it."""

    class Worker:
        timer = Timer()

    step = heartbeat.Heartbeat(Worker())
    step.start(Worker())
    assert heartbeat.is_marked()
    step.stop(Worker())
    assert not heartbeat.is_marked()
