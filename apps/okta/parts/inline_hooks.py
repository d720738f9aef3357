"""Inline hooks, with their type."""

from apps.okta.part import PartSpec
from apps.okta.shapes import InlineHook

PART = PartSpec(
    id="inline_hooks",
    title="Inline hooks",
    path="/api/v1/inlineHooks",
    shape=InlineHook,
    scopes=("okta.inlineHooks.read",),
    absent={"E0000015": "This org is not licensed for inline hooks."},
    secrets=("clientSecret", "privateKey", "value"),
)
