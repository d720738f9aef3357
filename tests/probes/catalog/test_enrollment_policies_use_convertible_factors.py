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


@cases(
    {
        "passes": (
            org_of(
                enrollment_policies=[
                    factors("p1", okta_sms="OPTIONAL", rsa_token="NOT_ALLOWED")
                ]
            ),
            "passed",
        ),
        "fails": (
            org_of(
                enrollment_policies=[
                    factors(
                        "p1",
                        rsa_token="OPTIONAL",
                        sympantec_vip="REQUIRED",
                        duo="OPTIONAL",
                    ),
                    factors("p2", okta_email="REQUIRED"),
                ]
            ),
            {"policy:p1 rsa_token": "failed", "policy:p1 symantec_vip": "failed"},
        ),
        "authenticators": (
            org_of(
                IDX, enrollment_policies=[authenticators("p1", custom_otp="OPTIONAL")]
            ),
            "passed",
        ),
        "unseen": (org_of(enrollment_policies=HIDDEN), "unknown"),
    }
)
def test_it_answers(
    about: OrgSnapshot | ApplicationView, expected: dict[str, str]
) -> None:
    assert answers("enrollment_policies_use_convertible_factors", about) == expected
