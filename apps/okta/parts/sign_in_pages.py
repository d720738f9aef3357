"""The customised sign-in page of each brand; the answer has no id of its own."""

from apps.okta.part import PartSpec
from apps.okta.shapes import SignInPage

NEVER_CUSTOMISED = "The sign-in page of this brand was never customised."

PART = PartSpec(
    id="sign_in_pages",
    title="Customised sign-in pages",
    path="/api/v1/brands/{0}/pages/sign-in/customized",
    shape=SignInPage,
    scopes=("okta.brands.read",),
    parents=("brands",),
    key="",
    single=True,
    absent={"E0000007": NEVER_CUSTOMISED, "E0000008": NEVER_CUSTOMISED},
)
