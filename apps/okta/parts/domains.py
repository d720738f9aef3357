"""Custom domains of the org."""

from apps.okta.part import PartSpec
from apps.okta.shapes import Domain

PART = PartSpec(
    id="domains",
    title="Custom domains",
    path="/api/v1/domains",
    shape=Domain,
    scopes=("okta.domains.read",),
    envelope="domains",
    absent={"E0000015": "This org is not licensed for custom domains."},
    secrets=("privateKey",),
)
