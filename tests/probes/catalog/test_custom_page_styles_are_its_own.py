from apps.okta.snapshot import OrgSnapshot
from apps.probes.probe import ApplicationView
from tests.builders.org_snapshot import HIDDEN, answers, brand, cases, org_of, page


@cases(
    {
        "passes": (
            org_of(brands=[brand("b1", page("<script>completeLogin</script>"))]),
            {"brand:b1": "passed"},
        ),
        "a selector of the widget": (
            org_of(brands=[brand("b1", page(".o-form-head { color: red }"))]),
            {"brand:b1": "unknown"},
        ),
        "a style sheet": (
            org_of(brands=[brand("b1", page('<link rel="stylesheet" href="/x.css">'))]),
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
    assert answers("custom_page_styles_are_its_own", about) == expected
