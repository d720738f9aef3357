"""The rules of each access policy of each custom authorization server."""

from apps.okta.part import PartSpec
from apps.okta.shapes import AuthorizationServerRule

PART = PartSpec(
    id="authorization_server_rules",
    title="Rules of authorization servers",
    path="/api/v1/authorizationServers/{0}/policies/{1}/rules",
    shape=AuthorizationServerRule,
    scopes=("okta.authorizationServers.read",),
    parents=("authorization_server_policies",),
)
