"""Simulated orgs over real HTTP, without a rate limit unless a test sets one."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import Any

import pytest
from pytest_django.fixtures import Settings

from apps.simulator.server import Running, running
from apps.simulator.simulation import Simulation
from apps.simulator.world import World

LIMITS = {"plan", "percent", "window_seconds", "overrides"}
Simulate = Callable[..., Running]


@pytest.fixture
def simulate(settings: Settings, transactional_db: None) -> Iterator[Simulate]:
    """Return what serves a simulated org, exempt as a trusted origin.

    Reading uses threads, so rows are really committed.
    """
    with ExitStack() as stack:

        def serve(*, latency_ms: int = 0, **options: Any) -> Running:
            limits = {name: options.pop(name) for name in LIMITS & options.keys()}
            limits.setdefault("plan", "off")
            world = World(**{"seed": 3, "applications": 10, **options})
            simulation = Simulation(world, latency_ms=latency_ms, **limits)
            served = stack.enter_context(running(simulation))
            settings.TRUSTED_ORG_ORIGINS |= {served.origin}
            return served

        yield serve


@pytest.fixture
def okta(simulate: Simulate) -> Running:
    return simulate(engine="classic")
