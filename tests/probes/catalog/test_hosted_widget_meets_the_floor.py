from apps.okta.snapshot import OrgSnapshot
from apps.probes.probe import ApplicationView
from tests.builders.org_snapshot import HIDDEN, answers, brand, cases, org_of, page


def versions(*wanted: str | None) -> OrgSnapshot:
    return org_of(
        brands=[brand(f"b{n}", page(version=one)) for n, one in enumerate(wanted)]
    )


@cases(
    {
        "passes": (
            versions("*", "^7", "7", "5.11", "5.16.1", None, "5", "^5"),
            {f"brand:b{n}": "passed" for n in range(8)},
        ),
        "fails": (
            versions("5.10", "5.10.9", "^4", "4", "2.21"),
            {f"brand:b{n}": "failed" for n in range(5)},
        ),
        "mixed": (
            org_of(brands=[brand("b1", page(version="4.5")), brand("b2")]),
            {"brand:b1": "failed", "brand:b2": "not_applicable"},
        ),
        "a version that is none": (versions("latest"), {"brand:b0": "unknown"}),
        "page of one unseen": (
            org_of(brands=[brand("b1", HIDDEN), brand("b2", page(version="^6"))]),
            {"brand:b1": "unknown", "brand:b2": "passed"},
        ),
        "unseen": (org_of(brands=HIDDEN), "unknown"),
    }
)
def test_it_answers(
    about: OrgSnapshot | ApplicationView, expected: dict[str, str]
) -> None:
    assert answers("hosted_widget_meets_the_floor", about) == expected
