"""Event hooks, with the event types that they listen to."""

from apps.okta.part import PartSpec
from apps.okta.shapes import EventHook

PART = PartSpec(
    id="event_hooks",
    title="Event hooks",
    path="/api/v1/eventHooks",
    shape=EventHook,
    scopes=("okta.eventHooks.read",),
    absent={"E0000015": "This org is not licensed for event hooks."},
    secrets=("clientSecret", "privateKey", "value"),
)
