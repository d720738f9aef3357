from apps.okta.snapshot import OrgSnapshot
from apps.probes.probe import ApplicationView
from tests.builders.org_snapshot import answers, cases, client, view_of

OTP = "urn:okta:params:oauth:grant-type:otp"
MFA_OTP = "http://auth0.com/oauth/grant-type/mfa-otp"


@cases(
    {
        "passes": (view_of(**client("password", OTP, MFA_OTP)), "passed"),
        "one of them": (view_of(**client(OTP)), "passed"),
        "fails": (view_of(**client("authorization_code")), "failed"),
        "a password alone is none": (view_of(**client("password")), "failed"),
        "SAML": (view_of(signOnMode="SAML_2_0"), "not_applicable"),
    }
)
def test_it_answers(
    about: OrgSnapshot | ApplicationView, expected: dict[str, str]
) -> None:
    assert answers("application_has_direct_authentication_grants", about) == expected
