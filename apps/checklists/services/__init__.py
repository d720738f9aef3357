"""Writes of steps: what follows from evidence; a person is one of the witnesses."""

from apps.checklists.services.dating import set_due
from apps.checklists.services.deciding import (
    approve_waiver,
    ask_waiver,
    attest,
    set_outside,
    withdraw,
)
from apps.checklists.services.errors import RefusedError
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
from apps.checklists.services.setting import set_shelf_life
from apps.checklists.services.settling import Written
from apps.checklists.services.sweeping import sweep_due

__all__ = [
    "RefusedError",
    "Settled",
    "Standing",
    "Written",
    "approve_waiver",
    "ask_waiver",
    "attest",
    "rebuild",
    "recompute_application",
    "recompute_applications",
    "recompute_org",
    "set_due",
    "set_outside",
    "set_shelf_life",
    "settle_applications",
    "settle_org",
    "sweep_due",
    "withdraw",
]
