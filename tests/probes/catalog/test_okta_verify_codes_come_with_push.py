from apps.okta.snapshot import OrgSnapshot
from apps.probes.probe import ApplicationView
from tests.builders.org_snapshot import HIDDEN, answers, cases, factors, org_of


@cases(
    {
        "passes": (
            org_of(
                enrollment_policies=[
                    factors("p1", okta_otp="OPTIONAL", okta_push="OPTIONAL"),
                    factors("p2", duo="REQUIRED"),
                ]
            ),
            "passed",
        ),
        "fails": (
            org_of(
                enrollment_policies=[
                    factors("p1", okta_otp="OPTIONAL"),
                    factors("p2", okta_otp="NOT_ALLOWED", okta_push="OPTIONAL"),
                    factors("p3", okta_otp="OPTIONAL", okta_push="OPTIONAL"),
                ]
            ),
            {"policy:p1": "failed", "policy:p2": "failed"},
        ),
        "inactive": (
            org_of(
                enrollment_policies=[factors("p1", "INACTIVE", okta_otp="OPTIONAL")]
            ),
            "passed",
        ),
        "unseen": (org_of(enrollment_policies=HIDDEN), "unknown"),
    }
)
def test_it_answers(
    about: OrgSnapshot | ApplicationView, expected: dict[str, str]
) -> None:
    assert answers("okta_verify_codes_come_with_push", about) == expected
