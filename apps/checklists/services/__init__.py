"""Writes of steps: what follows from evidence; a person is one of the witnesses."""

from apps.checklists.services.attesting import (
    RefusedError,
    attest,
    withdraw_attestation,
)
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
    "RefusedError",
    "Settled",
    "Standing",
    "Written",
    "attest",
    "rebuild",
    "recompute_application",
    "recompute_applications",
    "recompute_org",
    "settle_applications",
    "settle_org",
    "sweep_due",
    "withdraw_attestation",
]
