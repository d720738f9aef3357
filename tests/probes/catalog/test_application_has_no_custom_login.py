from apps.okta.snapshot import OrgSnapshot
from apps.probes.probe import ApplicationView
from tests.builders.org_snapshot import answers, cases, view_of

LOGIN = {"loginRedirectUrl": "https://portal.acme.example/login"}


@cases(
    {
        "passes": (view_of(accessibility={"loginRedirectUrl": None}), "passed"),
        "nothing said": (view_of(), "passed"),
        "fails": (view_of(accessibility=LOGIN), "failed"),
        "inactive": (
            view_of(accessibility=LOGIN, status="INACTIVE"),
            "not_applicable",
        ),
    }
)
def test_it_answers(
    about: OrgSnapshot | ApplicationView, expected: dict[str, str]
) -> None:
    assert answers("application_has_no_custom_login", about) == expected
