"""The access policies of each custom authorization server."""

from apps.okta.part import PartSpec
from apps.okta.shapes import AuthorizationServerPolicy

PART = PartSpec(
    id="authorization_server_policies",
    title="Access policies of authorization servers",
    path="/api/v1/authorizationServers/{0}/policies",
    shape=AuthorizationServerPolicy,
    scopes=("okta.authorizationServers.read",),
    parents=("authorization_servers",),
)
