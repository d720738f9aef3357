"""Rate limits: buckets, their headers, refusals and calls at once."""

import time

import httpx
import pytest

from apps.simulator.limits import Limits, bucket_of
from apps.simulator.server import running
from apps.simulator.simulation import Simulation
from apps.simulator.world import World
from tests.simulator.conftest import get


@pytest.mark.parametrize(
    ("path", "bucket"),
    [
        ("/api/v1/apps", "apps"),
        ("/api/v1/apps/0oa1", "app"),
        ("/api/v1/apps/0oa1/grants", "apps"),
        ("/api/v1/authorizationServers/aus1/policies", "servers"),
        ("/api/v1/policies", "other"),
        ("/oauth2/v1/token", "token"),
    ],
)
def test_paths_draw_from_the_known_buckets(path: str, bucket: str) -> None:
    assert bucket_of(path) == bucket


def test_a_window_starts_with_the_first_call_and_ends_sixty_seconds_later() -> None:
    now = 1000.4
    limits = Limits(lambda: now, plan="free")
    first = limits.draw("apps")
    now = 1030
    second = limits.draw("apps")
    now = 1061
    third = limits.draw("apps")

    assert (first.limit, first.remaining, first.reset) == (10, 9, 1061)
    assert (second.remaining, second.reset) == (8, 1061)
    assert (third.remaining, third.reset) == (9, 1121)


@pytest.mark.parametrize(
    ("plan", "applications", "other"),
    [("free", 10, 50), ("enterprise", 50, 300), ("workforce", 50, 600)],
)
def test_a_token_gets_half_of_the_table(
    plan: str, applications: int, other: int
) -> None:
    limits = Limits(time.time, plan=plan)  # type: ignore[arg-type]

    assert limits.draw("apps").limit == applications
    assert limits.draw("other").limit == limits.draw("servers").limit == other


def test_an_empty_bucket_answers_429_until_it_is_reset(client: httpx.Client) -> None:
    simulation = Simulation(
        World(applications=10), overrides={"apps": 2}, window_seconds=1
    )
    with running(simulation) as org:
        codes = [get(client, org, "/api/v1/apps").status_code for _ in range(2)]
        refused = get(client, org, "/api/v1/apps")
        assert codes == [200, 200]
        assert refused.status_code == 429
        assert refused.json()["errorCode"] == "E0000047"
        assert refused.headers["x-rate-limit-remaining"] == "0"
        assert "retry-after" not in refused.headers
        assert get(client, org, "/api/v1/org").status_code == 200
        time.sleep(max(0, int(refused.headers["x-rate-limit-reset"]) - time.time()))
        assert get(client, org, "/api/v1/apps").status_code == 200


def test_too_many_calls_at_once_are_refused_with_a_limit_of_zero(
    client: httpx.Client,
) -> None:
    with running(Simulation(World(applications=10), plan="free")) as org:
        for _ in range(35):
            org.simulation.limits.enter()
        refused = get(client, org, "/api/v1/org")
        org.simulation.limits.leave()
        answered = get(client, org, "/api/v1/org")

    assert refused.status_code == 429
    assert refused.headers["x-rate-limit-limit"] == "0"
    assert refused.headers["x-rate-limit-remaining"] == "0"
    assert answered.status_code == 200
