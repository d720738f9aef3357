"""A simulated Okta org for the tests of connecting."""

from collections.abc import Iterator

import pytest
from pytest_django.fixtures import Settings

from apps.orgs.models import Org
from apps.orgs.services import connect_org
from apps.simulator.server import Running, running
from apps.simulator.simulation import Simulation
from apps.simulator.world import World
from tests.orgs.keys import api_token


@pytest.fixture
def okta(settings: Settings) -> Iterator[Running]:
    """Return a Classic org on loopback, exempt as a trusted origin."""
    world = World(seed=3, applications=10, engine="classic")
    with running(Simulation(world)) as served:
        settings.TRUSTED_ORG_ORIGINS = frozenset({served.origin})
        yield served


@pytest.fixture
def connected(okta: Running, db: None) -> Org:
    """Return the simulated org, connected with its default token."""
    return connect_org(
        name="simulated",
        url=okta.origin,
        environment="preview",
        secret=api_token(okta),
        actor="somebody@acme.example",
    ).org
