from apps.okta.snapshot import OrgSnapshot
from apps.probes.probe import ApplicationView
from tests.builders.org_snapshot import answers, cases, view_of


@cases(
    {
        "Office 365": (view_of(name="office365"), "unknown"),
        "an inactive one": (
            view_of(name="office365", status="INACTIVE"),
            "not_applicable",
        ),
        "another application": (view_of(name="box"), "not_applicable"),
    }
)
def test_it_answers(
    about: OrgSnapshot | ApplicationView, expected: dict[str, str]
) -> None:
    assert answers("office_365_legacy_clients_are_known", about) == expected
