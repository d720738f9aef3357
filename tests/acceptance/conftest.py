"""Simulated orgs for whole walks, with their token where the commands look for it."""

import pytest

from apps.simulator.server import Running
from tests.acceptance.walk import TOKEN_VARIABLE
from tests.syncs.conftest import Simulate, simulate

__all__ = ["okta", "simulate"]


@pytest.fixture
def okta(simulate: Simulate, monkeypatch: pytest.MonkeyPatch) -> Running:
    okta = simulate(engine="identity_engine", applications=60, seed=5)
    monkeypatch.setenv(TOKEN_VARIABLE, okta.token)
    return okta
