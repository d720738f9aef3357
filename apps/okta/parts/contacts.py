"""The kinds of contact an org names; who they are is not read."""

from apps.okta.part import PartSpec
from apps.okta.shapes import Contact

PART = PartSpec(
    id="contacts",
    title="Org contacts",
    path="/api/v1/org/contacts",
    shape=Contact,
    scopes=("okta.orgs.read",),
    key="contactType",
)
