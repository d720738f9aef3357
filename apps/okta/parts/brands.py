"""Brands, with the domains they answer on."""

from apps.okta.part import PartSpec
from apps.okta.shapes import Brand

PART = PartSpec(
    id="brands",
    title="Brands",
    path="/api/v1/brands?limit=200&expand=domains",
    shape=Brand,
    scopes=("okta.brands.read",),
)
