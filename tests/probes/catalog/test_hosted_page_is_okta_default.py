from apps.okta.snapshot import OrgSnapshot
from apps.probes.probe import ApplicationView
from tests.builders.org_snapshot import HIDDEN, IDX, answers, brand, cases, org_of, page


@cases(
    {
        "passes": (
            org_of(brands=[brand("b1"), brand("b2", page(None))]),
            {"brand:b1": "passed", "brand:b2": "passed"},
        ),
        "fails": (
            org_of(brands=[brand("b1", page("<!-- a comment -->"))]),
            {"brand:b1": "failed"},
        ),
        "after the upgrade": (org_of(IDX, brands=[brand("b1")]), "not_applicable"),
        "page unseen": (org_of(brands=[brand("b1", HIDDEN)]), {"brand:b1": "unknown"}),
        "unseen": (org_of(brands=HIDDEN), "unknown"),
    }
)
def test_it_answers(
    about: OrgSnapshot | ApplicationView, expected: dict[str, str]
) -> None:
    assert answers("hosted_page_is_okta_default", about) == expected
