from apps.okta.snapshot import OrgSnapshot
from apps.probes.probe import ApplicationView
from tests.builders.org_snapshot import HIDDEN, answers, brand, cases, org_of, page

GOOD = "OktaUtil.completeLogin"


@cases(
    {
        "passes": (org_of(brands=[brand("b1", page(GOOD))]), {"brand:b1": "passed"}),
        "code that breaks": (
            org_of(brands=[brand("b1", page(f"{GOOD} sessionToken jQuery"))]),
            {"brand:b1": "failed"},
        ),
        "code that behaves otherwise": (
            org_of(brands=[brand("b1", page(f"{GOOD} getRequestContext"))]),
            {"brand:b1": "failed"},
        ),
        "only things to look at": (
            org_of(brands=[brand("b1", page(f"{GOOD} afterRender"))]),
            {"brand:b1": "unknown"},
        ),
        "nothing of its own": (
            org_of(brands=[brand("b1"), brand("b2", page(None))]),
            {"brand:b1": "not_applicable", "brand:b2": "not_applicable"},
        ),
        "page unseen": (org_of(brands=[brand("b1", HIDDEN)]), {"brand:b1": "unknown"}),
        "unseen": (org_of(brands=HIDDEN), "unknown"),
    }
)
def test_it_answers(
    about: OrgSnapshot | ApplicationView, expected: dict[str, str]
) -> None:
    assert answers("custom_page_is_checked", about) == expected
