"""Authenticators of Identity Engine; their `key` is not unique."""

from apps.okta.part import IDENTITY_ENGINE, PartSpec
from apps.okta.shapes import Authenticator

PART = PartSpec(
    id="authenticators",
    title="Authenticators",
    path="/api/v1/authenticators",
    shape=Authenticator,
    scopes=("okta.authenticators.read",),
    engines=IDENTITY_ENGINE,
    secrets=("clientSecret", "privateKey", "secretKey", "sharedSecret"),
)
