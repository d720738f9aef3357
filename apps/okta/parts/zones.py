"""Network zones."""

from apps.okta.part import PartSpec
from apps.okta.shapes import Zone

PART = PartSpec(
    id="zones",
    title="Network zones",
    path="/api/v1/zones?limit=200",
    shape=Zone,
    scopes=("okta.networkZones.read",),
)
