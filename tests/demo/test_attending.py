"""What the process that simulates the orgs does by the row."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.utils import timezone

from apps.demo import services
from apps.demo.attending import BUSY_NAP_SECONDS, NAP_SECONDS, Attendant
from apps.demo.models import DemoCompany
from apps.demo.serving import ServedCompany
from apps.simulator.demo import LAST_DAY
from tests.demo.company import make

State = DemoCompany.State

pytestmark = pytest.mark.django_db


@pytest.fixture
def attendant() -> Iterator[Attendant]:
    with ServedCompany((0, 0, 0), make=make) as served:
        yield Attendant(served)


def row() -> DemoCompany:
    return DemoCompany.objects.get()


def test_it_says_where_the_orgs_are(attendant: Attendant) -> None:
    attendant.begin()
    attendant.look()
    assert row().origins == attendant.served.origins
    assert row().day_served == 0


def test_it_plays_the_day_that_is_wanted(attendant: Attendant) -> None:
    attendant.begin()
    services.ask()
    token = services.claim()
    assert token
    assert attendant.look() == BUSY_NAP_SECONDS
    services.keep(token, day_wanted=7)
    attendant.look()
    assert row().day_served == attendant.served.day == 7


def test_after_a_restart_it_plays_all_that_had_been_played(
    attendant: Attendant,
) -> None:
    DemoCompany.objects.create(
        state=State.READY, day_wanted=LAST_DAY, today=timezone.now()
    )
    attendant.begin()
    assert attendant.look() == NAP_SECONDS
    assert row().day_served == attendant.served.day == LAST_DAY
    settings = attendant.served.orgs["preview"].simulation.options()
    assert settings["rate_limit_plan"] == "workforce"


def test_a_new_building_begins_anew(attendant: Attendant) -> None:
    attendant.begin()
    attendant.look()
    attendant.served.orgs["sandbox"].world.upgrade()  # somebody played with it
    services.ask()
    services.claim()
    attendant.look()
    assert attendant.served.orgs["sandbox"].world.engine == "classic"


def test_it_rings_for_work_that_waits(
    attendant: Attendant, django_capture_on_commit_callbacks: Any
) -> None:
    attendant.begin()
    services.ask()
    with django_capture_on_commit_callbacks() as rung:
        attendant.look()
        attendant.look()
    assert len(rung) == 1
