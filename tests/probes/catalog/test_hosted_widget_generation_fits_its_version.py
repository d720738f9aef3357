from apps.okta.snapshot import OrgSnapshot
from apps.probes.probe import ApplicationView
from tests.builders.org_snapshot import HIDDEN, answers, brand, cases, org_of, page


def third(version: str | None) -> OrgSnapshot:
    return org_of(brands=[brand("b1", page(version=version, widgetGeneration="G3"))])


@cases(
    {
        "second generation": (
            org_of(brands=[brand("b1", page(version="5.11", widgetGeneration="G2"))]),
            {"brand:b1": "passed"},
        ),
        "third, pinned high enough": (third("7.8"), {"brand:b1": "passed"}),
        "third, not pinned": (third(None), {"brand:b1": "passed"}),
        "third, too old": (third("7.7"), {"brand:b1": "failed"}),
        "third, newest of its major": (third("^7"), {"brand:b1": "passed"}),
        "never customised": (org_of(brands=[brand("b1")]), {"brand:b1": "passed"}),
        "page unseen": (org_of(brands=[brand("b1", HIDDEN)]), {"brand:b1": "unknown"}),
        "unseen": (org_of(brands=HIDDEN), "unknown"),
    }
)
def test_it_answers(
    about: OrgSnapshot | ApplicationView, expected: dict[str, str]
) -> None:
    assert answers("hosted_widget_generation_fits_its_version", about) == expected
