"""Identity providers: social, enterprise, smart card and Duo."""

from apps.okta.part import PartSpec
from apps.okta.shapes import IdentityProvider

PART = PartSpec(
    id="identity_providers",
    title="Identity providers",
    path="/api/v1/idps?limit=200",
    shape=IdentityProvider,
    scopes=("okta.idps.read",),
    secrets=("clientSecret", "client_secret", "password", "privateKey"),
)
