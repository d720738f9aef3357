"""Writes of plans: waves with their dates, planned upgrades, freezes."""

from apps.plans.services.errors import RefusedError
from apps.plans.services.upgrades import (
    add_freeze,
    plan_upgrade,
    remove_freeze,
    withdraw_upgrade,
)
from apps.plans.services.waves import (
    assign_wave,
    check_members,
    create_wave,
    remove_wave,
    rename_wave,
    set_dates,
)

__all__ = [
    "RefusedError",
    "add_freeze",
    "assign_wave",
    "check_members",
    "create_wave",
    "plan_upgrade",
    "remove_freeze",
    "remove_wave",
    "rename_wave",
    "set_dates",
    "withdraw_upgrade",
]
