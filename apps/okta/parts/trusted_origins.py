"""Trusted origins: those with CORS name pages that may embed sign-in."""

from apps.okta.part import PartSpec
from apps.okta.shapes import TrustedOrigin

PART = PartSpec(
    id="trusted_origins",
    title="Trusted origins",
    path="/api/v1/trustedOrigins?limit=200",
    shape=TrustedOrigin,
    scopes=("okta.trustedOrigins.read",),
)
