"""The org's name, subdomain and status."""

from apps.okta.part import PartSpec
from apps.okta.shapes import OrgSettings

PART = PartSpec(
    id="org_settings",
    title="Org settings",
    path="/api/v1/org",
    shape=OrgSettings,
    scopes=("okta.orgs.read",),
    single=True,
)
