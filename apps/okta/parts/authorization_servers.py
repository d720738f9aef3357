"""Custom authorization servers; the org's own server is in no list."""

from apps.okta.part import PartSpec
from apps.okta.shapes import AuthorizationServer

PART = PartSpec(
    id="authorization_servers",
    title="Authorization servers",
    path="/api/v1/authorizationServers?limit=200",
    shape=AuthorizationServer,
    scopes=("okta.authorizationServers.read",),
    absent={
        "E0000015": (
            "This org is not licensed for API Access Management, so it has no custom "
            "authorization server."
        )
    },
)
