"""The org's own statement of id, engine and domains: public, no credential needed."""

from apps.okta.part import PartSpec
from apps.okta.shapes import OrgIdentity

# Source: https://developer.okta.com/docs/api/openapi/okta-management/management/tag/OrgSetting/
PART = PartSpec(
    id="engine",
    title="Engine and domains",
    path="/.well-known/okta-organization",
    shape=OrgIdentity,
    single=True,
    public=True,
)
