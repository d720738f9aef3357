from apps.okta.snapshot import OrgSnapshot
from apps.probes.probe import ApplicationView
from tests.builders.org_snapshot import HIDDEN, answers, brand, cases, org_of, page


@cases(
    {
        "passes": (
            org_of(brands=[brand("b1", page("completeLogin"))]),
            {"brand:b1": "passed"},
        ),
        "fails": (
            org_of(brands=[brand("b1", page("processCreds: x, getRequestContext()"))]),
            {"brand:b1": "failed"},
        ),
        "a changed object needs a look": (
            org_of(brands=[brand("b1", page("OktaUtil.getRequestContext()"))]),
            {"brand:b1": "unknown"},
        ),
        "nothing of its own": (
            org_of(brands=[brand("b1")]),
            {"brand:b1": "not_applicable"},
        ),
        "page unseen": (org_of(brands=[brand("b1", HIDDEN)]), {"brand:b1": "unknown"}),
        "unseen": (org_of(brands=HIDDEN), "unknown"),
    }
)
def test_it_answers(
    about: OrgSnapshot | ApplicationView, expected: dict[str, str]
) -> None:
    assert answers("custom_page_calls_no_deprecated_script", about) == expected
