from apps.okta.snapshot import OrgSnapshot
from apps.probes.probe import ApplicationView
from tests.builders.org_snapshot import answers, cases, client, verdicts_of, view_of


@cases(
    {
        "passes": (
            view_of(**client("authorization_code", "interaction_code")),
            "passed",
        ),
        "fails": (view_of(**client("authorization_code")), "failed"),
        "no grant at all": (view_of(**client()), "failed"),
        "a service application": (
            view_of(**client("client_credentials", kind="service")),
            "not_applicable",
        ),
        "one of Okta's own": (view_of(signOnMode="OPENID_CONNECT"), "not_applicable"),
        "SAML": (view_of(signOnMode="SAML_2_0"), "not_applicable"),
        "a directory": (view_of(signOnMode=None), "not_applicable"),
    }
)
def test_it_answers(
    about: OrgSnapshot | ApplicationView, expected: dict[str, str]
) -> None:
    assert answers("application_has_interaction_code_grant", about) == expected


def test_it_names_what_is_there_instead() -> None:
    view = view_of(**client("refresh_token", "authorization_code"))
    (verdict,) = verdicts_of("application_has_interaction_code_grant", view)
    assert verdict.message == (
        "interaction_code is missing; it has authorization_code, refresh_token."
    )
    assert verdict.reading
    assert verdict.reading.pointer == "/settings/oauthClient/grant_types"
