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
                    factors("p1", okta_sms="OPTIONAL", okta_call="OPTIONAL"),
                    factors("p2", okta_email="REQUIRED"),
                ]
            ),
            "passed",
        ),
        "fails": (
            org_of(
                enrollment_policies=[
                    factors("p1", okta_sms="REQUIRED", okta_call="NOT_ALLOWED"),
                    factors("p2", okta_sms="OPTIONAL", okta_call="OPTIONAL"),
                ]
            ),
            {"policy:p1": "failed"},
        ),
        "the older spelling of voice": (
            org_of(
                enrollment_policies=[
                    factors("p1", okta_sms="OPTIONAL", okta_voice="OPTIONAL")
                ]
            ),
            "passed",
        ),
        "one that is not listed": (
            org_of(enrollment_policies=[factors("p1", okta_sms="OPTIONAL")]),
            {"policy:p1": "failed"},
        ),
        "authenticators": (
            org_of(
                IDX, enrollment_policies=[authenticators("p1", phone_number="OPTIONAL")]
            ),
            "passed",
        ),
        "unseen": (org_of(enrollment_policies=HIDDEN), "unknown"),
    }
)
def test_it_answers(
    about: OrgSnapshot | ApplicationView, expected: dict[str, str]
) -> None:
    assert answers("sms_and_voice_enrollment_agree", about) == expected
