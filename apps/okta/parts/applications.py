"""Applications, 200 a page; inactive ones are in the plain list already."""

from apps.okta.part import PartSpec
from apps.okta.shapes import Application

# A secret is dropped wherever it stands; the single letters are the private members of
# a JSON Web Key. Source: https://www.rfc-editor.org/rfc/rfc7518#section-6
PRIVATE_KEY_MEMBERS = ("d", "dp", "dq", "k", "oth", "p", "q", "qi")
SECRETS = (
    "accessKey",
    "accessToken",
    "adminPassword",
    "apiKey",
    "apiToken",
    "authToken",
    "bearerToken",
    "client_secret",
    "clientSecret",
    "passphrase",
    "password",
    "privateKey",
    "refreshToken",
    "secret",
    "secretAccessKey",
    "secretKey",
    "sharedPassword",
    "sharedSecret",
)

PART = PartSpec(
    id="applications",
    title="Applications",
    path="/api/v1/apps?limit=200",
    shape=Application,
    scopes=("okta.apps.read",),
    secrets=SECRETS + PRIVATE_KEY_MEMBERS,
)
