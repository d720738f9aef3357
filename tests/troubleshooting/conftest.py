"""The simulated org that the pages of symptoms are held against."""

from tests.syncs.conftest import simulate

__all__ = ["simulate"]
