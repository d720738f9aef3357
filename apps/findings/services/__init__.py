"""Writes of findings and waivers: machines reconcile, people waive."""

from apps.findings.services.reconciling import (
    Active,
    Changes,
    Scope,
    reconcile,
    resolve_gone,
)
from apps.findings.services.tallying import Cell, store_tallies
from apps.findings.services.waiving import (
    RefusedError,
    approve_waiver,
    ask_waiver,
    expire_waivers,
    withdraw_waiver,
)

__all__ = [
    "Active",
    "Cell",
    "Changes",
    "RefusedError",
    "Scope",
    "approve_waiver",
    "ask_waiver",
    "expire_waivers",
    "reconcile",
    "resolve_gone",
    "store_tallies",
    "withdraw_waiver",
]
