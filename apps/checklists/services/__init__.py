"""Writes of steps: what follows from evidence, and nothing a person could set."""

from apps.checklists.services.recomputing import (
    Settled,
    Standing,
    recompute_application,
    recompute_applications,
    recompute_org,
    settle_applications,
    settle_org,
)
from apps.checklists.services.rollups import rebuild
from apps.checklists.services.settling import Written
from apps.checklists.services.sweeping import sweep_due

__all__ = [
    "Settled",
    "Standing",
    "Written",
    "rebuild",
    "recompute_application",
    "recompute_applications",
    "recompute_org",
    "settle_applications",
    "settle_org",
    "sweep_due",
]
