"""Connects, examines, changes and removes orgs; each change leaves an audit line."""

from apps.orgs.services.changing import (
    OrgSettings,
    change_settings,
    remove_org,
    settings_of,
)
from apps.orgs.services.connecting import Connected, connect_org
from apps.orgs.services.credentials import (
    Rotation,
    examine,
    note_problem,
    note_use,
    replace_credential,
    rotate_credentials,
)
from apps.orgs.services.doors import Door, OktaAuth, client_for

__all__ = [
    "Connected",
    "Door",
    "OktaAuth",
    "OrgSettings",
    "Rotation",
    "change_settings",
    "client_for",
    "connect_org",
    "examine",
    "note_problem",
    "note_use",
    "remove_org",
    "replace_credential",
    "rotate_credentials",
    "settings_of",
]
