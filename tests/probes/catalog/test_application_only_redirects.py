from apps.okta.snapshot import OrgSnapshot
from apps.probes.probe import ApplicationView
from tests.builders.org_snapshot import answers, cases, client, view_of


@cases(
    {
        "SAML": (view_of(signOnMode="SAML_2_0"), "passed"),
        "WS-Fed": (view_of(signOnMode="WS_FEDERATION"), "passed"),
        "the interaction code": (view_of(**client("interaction_code")), "failed"),
        "a password": (view_of(**client("password")), "failed"),
        "a plain client": (view_of(**client("authorization_code")), "unknown"),
        "a bookmark": (view_of(signOnMode="BOOKMARK"), "not_applicable"),
        "a directory": (view_of(signOnMode=None), "not_applicable"),
    }
)
def test_it_answers(
    about: OrgSnapshot | ApplicationView, expected: dict[str, str]
) -> None:
    assert answers("application_only_redirects", about) == expected
