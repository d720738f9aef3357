from apps.okta.snapshot import OrgSnapshot
from apps.probes.probe import ApplicationView
from tests.builders.org_snapshot import HIDDEN, answers, brand, cases, org_of


@cases(
    {
        "passes": (
            org_of(
                brands=[brand("b1"), brand("b2", defaultApp={"appInstanceId": None})]
            ),
            {"brand:b1": "passed", "brand:b2": "passed"},
        ),
        "fails": (
            org_of(brands=[brand("b1", defaultApp={"appInstanceId": "0oa1"})]),
            {"brand:b1": "failed"},
        ),
        "a Classic address": (
            org_of(brands=[brand("b1", defaultApp={"classicApplicationUri": "/home"})]),
            {"brand:b1": "failed"},
        ),
        "unseen": (org_of(brands=HIDDEN), "unknown"),
    }
)
def test_it_answers(
    about: OrgSnapshot | ApplicationView, expected: dict[str, str]
) -> None:
    assert answers("brand_has_no_default_application", about) == expected
