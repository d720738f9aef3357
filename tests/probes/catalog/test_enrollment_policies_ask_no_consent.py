from apps.okta.snapshot import OrgSnapshot
from apps.probes.probe import ApplicationView
from tests.builders.org_snapshot import (
    HIDDEN,
    Json,
    answers,
    cases,
    factors,
    listed,
    org_of,
)


def consent(okta_id: str, kind: str) -> Json:
    chosen = {"duo": {"enroll": {"self": "OPTIONAL"}, "consent": {"type": kind}}}
    return listed(okta_id, settings={"factors": chosen})


@cases(
    {
        "passes": (
            org_of(
                enrollment_policies=[
                    consent("p1", "NONE"),
                    factors("p2", duo="OPTIONAL"),
                ]
            ),
            "passed",
        ),
        "fails": (
            org_of(
                enrollment_policies=[
                    consent("p1", "TERMS_OF_SERVICE"),
                    consent("p2", "NONE"),
                ]
            ),
            {"policy:p1 duo": "failed"},
        ),
        "unseen": (org_of(enrollment_policies=HIDDEN), "unknown"),
    }
)
def test_it_answers(
    about: OrgSnapshot | ApplicationView, expected: dict[str, str]
) -> None:
    assert answers("enrollment_policies_ask_no_consent", about) == expected
