"""Simulated orgs for whole walks: read and judged over HTTP, broken, read again."""

from tests.syncs.conftest import okta, simulate

__all__ = ["okta", "simulate"]
