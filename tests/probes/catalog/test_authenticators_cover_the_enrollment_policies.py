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

ACTIVE = [
    {"id": "aut1", "key": "okta_verify", "status": "ACTIVE"},
    {"id": "aut2", "key": "phone_number", "status": "INACTIVE"},
]


@cases(
    {
        "passes": (
            org_of(
                IDX,
                authenticators=ACTIVE,
                enrollment_policies=[factors("p1", okta_push="OPTIONAL")],
            ),
            "passed",
        ),
        "fails": (
            org_of(
                IDX,
                authenticators=ACTIVE,
                enrollment_policies=[
                    factors("p1", okta_sms="OPTIONAL"),
                    authenticators("p2", okta_verify="REQUIRED", duo="NOT_ALLOWED"),
                ],
            ),
            {"policy:p1": "failed"},
        ),
        "Okta Verify in its parts": (
            org_of(
                IDX,
                authenticators=[
                    {"id": "aut3", "key": "okta_verify_push", "status": "ACTIVE"}
                ],
                enrollment_policies=[factors("p1", okta_push="OPTIONAL")],
            ),
            "passed",
        ),
        "on Classic": (org_of(), "not_applicable"),
        "authenticators unseen": (org_of(IDX, authenticators=HIDDEN), "unknown"),
        "policies unseen": (
            org_of(IDX, authenticators=ACTIVE, enrollment_policies=HIDDEN),
            "unknown",
        ),
    }
)
def test_it_answers(
    about: OrgSnapshot | ApplicationView, expected: dict[str, str]
) -> None:
    assert answers("authenticators_cover_the_enrollment_policies", about) == expected
