"""The simulated org that contracts over every page are held against."""

from tests.syncs.conftest import simulate

__all__ = ["simulate"]
