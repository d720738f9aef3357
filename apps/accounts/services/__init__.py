"""Changes to people, roles and one-time links; each leaves an audit line."""

from apps.accounts.services.factors import FactorRotation, rotate_second_factors
from apps.accounts.services.links import (
    admin_link,
    claim_admin_link,
    claim_password_link,
    open_link,
    password_link,
)
from apps.accounts.services.people import (
    COMMAND_LINE,
    deactivate,
    end_sessions,
    invite,
    make_administrator,
    reactivate,
    remove_second_factor,
    set_role,
    subject,
    vouch_for_address,
)
from apps.accounts.services.teams import (
    create_team,
    remove_team,
    rename_team,
    set_member,
)

__all__ = [
    "COMMAND_LINE",
    "FactorRotation",
    "admin_link",
    "claim_admin_link",
    "claim_password_link",
    "create_team",
    "deactivate",
    "end_sessions",
    "invite",
    "make_administrator",
    "open_link",
    "password_link",
    "reactivate",
    "remove_second_factor",
    "remove_team",
    "rename_team",
    "rotate_second_factors",
    "set_member",
    "set_role",
    "subject",
    "vouch_for_address",
]
