from apps.okta.snapshot import OrgSnapshot
from apps.probes.probe import ApplicationView
from tests.builders.org_snapshot import (
    HIDDEN,
    IDX,
    answers,
    authenticators,
    cases,
    factors,
    org_of,
)

OPTIONAL = [factors("p1", okta_email="OPTIONAL"), factors("p2", okta_email="REQUIRED")]
FEATURE = {"id": "ftr1", "name": "Optional Email Enrollment", "status": "ENABLED"}


@cases(
    {
        "passes": (org_of(enrollment_policies=OPTIONAL[1:]), "passed"),
        "fails": (
            org_of(enrollment_policies=OPTIONAL, features=[]),
            {"policy:p1": "failed"},
        ),
        "with the feature on": (
            org_of(enrollment_policies=OPTIONAL, features=[FEATURE]),
            {"policy:p1": "failed low"},
        ),
        "with the feature off": (
            org_of(
                enrollment_policies=OPTIONAL,
                features=[FEATURE | {"status": "DISABLED"}],
            ),
            {"policy:p1": "failed"},
        ),
        "after the upgrade": (
            org_of(
                IDX, enrollment_policies=[authenticators("p1", okta_email="OPTIONAL")]
            ),
            {"policy:p1": "failed low"},
        ),
        "features unseen": (
            org_of(enrollment_policies=OPTIONAL, features=HIDDEN),
            "unknown",
        ),
        "unseen": (org_of(enrollment_policies=HIDDEN), "unknown"),
    }
)
def test_it_answers(
    about: OrgSnapshot | ApplicationView, expected: dict[str, str]
) -> None:
    assert answers("email_enrollment_is_not_optional", about) == expected
