"""Self-service early-access and beta features."""

from apps.okta.part import PartSpec
from apps.okta.shapes import Feature

PART = PartSpec(
    id="features",
    title="Features",
    path="/api/v1/features",
    shape=Feature,
    scopes=("okta.features.read",),
)
