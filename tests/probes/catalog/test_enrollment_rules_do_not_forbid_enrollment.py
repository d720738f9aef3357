from apps.okta.snapshot import OrgSnapshot
from apps.probes.probe import ApplicationView
from tests.builders.org_snapshot import HIDDEN, Json, answers, cases, listed, org_of


def enrolls(okta_id: str, when: str, status: str = "ACTIVE") -> Json:
    return listed(okta_id, status, actions={"enroll": {"self": when}})


@cases(
    {
        "passes": (
            org_of(enrollment_policies=[listed("p1", rules=[enrolls("r1", "LOGIN")])]),
            "passed",
        ),
        "fails": (
            org_of(
                enrollment_policies=[
                    listed(
                        "p1",
                        rules=[
                            enrolls("r1", "NEVER"),
                            enrolls("r2", "NEVER_INCLUDING_RECOVERY"),
                            enrolls("r3", "CHALLENGE"),
                        ],
                    )
                ]
            ),
            {"rule:r1": "failed", "rule:r2": "failed"},
        ),
        "an inactive rule": (
            org_of(
                enrollment_policies=[
                    listed("p1", rules=[enrolls("r1", "NEVER", "INACTIVE")])
                ]
            ),
            "passed",
        ),
        "rules unseen": (
            org_of(enrollment_policies=[listed("p1", rules=HIDDEN)]),
            {"policy:p1": "unknown"},
        ),
        "unseen": (org_of(enrollment_policies=HIDDEN), "unknown"),
    }
)
def test_it_answers(
    about: OrgSnapshot | ApplicationView, expected: dict[str, str]
) -> None:
    assert answers("enrollment_rules_do_not_forbid_enrollment", about) == expected
