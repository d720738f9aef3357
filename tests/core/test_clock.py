"""The clock that history is stamped with."""

from datetime import UTC, datetime, timedelta
from threading import Thread

import pytest
from django.utils import timezone

from apps.core import clock

LONG_AGO = datetime(2026, 3, 1, 6, 0, tzinfo=UTC)
A_MOMENT = timedelta(seconds=5)


def test_the_clock_shows_the_present() -> None:
    assert timezone.now() - clock.now() < A_MOMENT


def test_a_block_begins_at_its_moment_and_time_goes_on() -> None:
    with clock.at(LONG_AGO):
        first, second = clock.now(), clock.now()
    assert LONG_AGO <= first < second < LONG_AGO + A_MOMENT


def test_blocks_nest_and_end() -> None:
    with clock.at(LONG_AGO):
        with clock.at(LONG_AGO + timedelta(days=3)):
            assert clock.now() >= LONG_AGO + timedelta(days=3)
        assert clock.now() < LONG_AGO + A_MOMENT
    assert timezone.now() - clock.now() < A_MOMENT


def test_an_error_ends_the_block_too() -> None:
    with pytest.raises(ValueError, match="enough"), clock.at(LONG_AGO):
        raise ValueError("enough")
    assert timezone.now() - clock.now() < A_MOMENT


def test_other_threads_stay_in_the_present() -> None:
    seen: list[datetime] = []
    with clock.at(LONG_AGO):
        thread = Thread(target=lambda: seen.append(clock.now()))
        thread.start()
        thread.join()
    assert timezone.now() - seen[0] < A_MOMENT
