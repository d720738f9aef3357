"""A simulated org over real HTTP, and a client that knows its token."""

from collections.abc import Iterator

import httpx
import pytest

from apps.simulator.server import Running, running
from apps.simulator.simulation import Simulation
from apps.simulator.world import World


@pytest.fixture
def classic() -> Iterator[Running]:
    with running(Simulation(World(seed=1, applications=45), plan="off")) as org:
        yield org


@pytest.fixture
def identity_engine() -> Iterator[Running]:
    world = World(seed=2, engine="identity_engine", applications=45)
    with running(Simulation(world, plan="off")) as org:
        yield org


@pytest.fixture
def client() -> Iterator[httpx.Client]:
    with httpx.Client(trust_env=False) as session:
        yield session


def get(client: httpx.Client, org: Running, path: str) -> httpx.Response:
    """Read a path with the org's token."""
    headers = {"Authorization": f"SSWS {org.token}"}
    return client.get(f"{org.origin}{path}", headers=headers)


def put(client: httpx.Client, org: Running, path: str, body: object) -> httpx.Response:
    headers = {"Authorization": f"SSWS {org.token}"}
    return client.put(f"{org.origin}{path}", headers=headers, json=body)
