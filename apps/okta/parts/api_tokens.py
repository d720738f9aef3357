"""API tokens by name and owner; Okta never lists their values."""

from apps.okta.part import PartSpec
from apps.okta.shapes import ApiToken

PART = PartSpec(
    id="api_tokens",
    title="API tokens",
    path="/api/v1/api-tokens",
    shape=ApiToken,
    scopes=("okta.apiTokens.read",),
    secrets=("token",),
)
