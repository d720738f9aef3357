"""Factors of Classic Engine, from an endpoint that Okta calls beta."""

from apps.okta.part import CLASSIC, PartSpec
from apps.okta.shapes import Factor

# Source: https://developer.okta.com/docs/reference/api/factor_admin/
# It names no scope; the scope of the other paths under /api/v1/org is asked for.
PART = PartSpec(
    id="factors",
    title="Factors",
    path="/api/v1/org/factors",
    shape=Factor,
    scopes=("okta.orgs.read",),
    engines=CLASSIC,
)
