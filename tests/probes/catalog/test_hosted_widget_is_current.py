from apps.okta.snapshot import OrgSnapshot
from apps.probes.probe import ApplicationView
from tests.builders.org_snapshot import HIDDEN, answers, brand, cases, org_of, page


@cases(
    {
        "passes": (
            org_of(
                brands=[
                    brand("b1", page(version="*")),
                    brand("b2", page(version="^7")),
                    brand("b3", page(version="7.8")),
                    brand("b4", page(version=None)),
                ]
            ),
            {f"brand:b{n}": "passed" for n in range(1, 5)},
        ),
        "fails": (
            org_of(brands=[brand("b1", page(version="^6"))]),
            {"brand:b1": "failed"},
        ),
        "never customised": (
            org_of(brands=[brand("b1")]),
            {"brand:b1": "not_applicable"},
        ),
        "a version that is none": (
            org_of(brands=[brand("b1", page(version="new"))]),
            {"brand:b1": "unknown"},
        ),
        "page unseen": (org_of(brands=[brand("b1", HIDDEN)]), {"brand:b1": "unknown"}),
        "unseen": (org_of(brands=HIDDEN), "unknown"),
    }
)
def test_it_answers(
    about: OrgSnapshot | ApplicationView, expected: dict[str, str]
) -> None:
    assert answers("hosted_widget_is_current", about) == expected
