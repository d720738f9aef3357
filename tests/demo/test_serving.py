"""The three simulated orgs: their days, their ports, their limits."""

import json
import urllib.request
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest

from apps.demo.serving import ServedCompany, serve
from apps.simulator.demo import LAST_DAY, UPGRADE_DAY
from tests.demo.company import make

TODAY = datetime(2026, 11, 2, 4, 30, tzinfo=UTC)


def state(served: ServedCompany, name: str) -> Any:
    url = f"{served.origins[name]}/__simulator/"
    with urllib.request.urlopen(url, timeout=5) as answer:
        return json.load(answer)


@pytest.fixture
def served() -> Iterator[ServedCompany]:
    with ServedCompany((0, 0, 0), make=make) as company:
        yield company


def test_each_org_has_an_origin_of_its_own(served: ServedCompany) -> None:
    ids = {state(served, name)["org_id"] for name in served.origins}
    assert len(ids) == len(set(served.origins.values())) == 3


def test_preview_is_upgraded_on_its_day(served: ServedCompany) -> None:
    served.play_to(UPGRADE_DAY - 1, TODAY)
    assert state(served, "preview")["engine"] == "classic"
    served.play_to(UPGRADE_DAY, TODAY)
    assert state(served, "preview")["engine"] == "identity_engine"


def test_a_new_process_ends_where_the_one_before_it_was() -> None:
    found = []
    for _ in range(2):
        with ServedCompany((0, 0, 0), make=make) as company:
            company.play_to(LAST_DAY, TODAY)
            world = company.orgs["preview"].world
            found.append([row.value for row in world.store.all("applications")])
    assert found[0] == found[1]


def test_an_earlier_day_begins_anew_on_the_same_ports() -> None:
    with serve() as company:
        before = company.origins
        company.play_to(LAST_DAY, TODAY)
        company.play_to(0, TODAY)
        assert company.origins == before
        assert state(company, "preview")["engine"] == "classic"


def test_limits_are_lifted_until_all_is_made(served: ServedCompany) -> None:
    assert state(served, "production")["settings"]["rate_limit_plan"] == "off"
    served.calm()
    assert state(served, "production")["settings"]["rate_limit_plan"] == "workforce"


def test_a_taken_port_is_said(served: ServedCompany) -> None:
    taken = served.orgs["preview"].origin.rpartition(":")[2]
    with pytest.raises(OSError, match="in use"):
        ServedCompany((int(taken), 0, 0), make=make)
