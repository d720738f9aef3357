from apps.okta.snapshot import OrgSnapshot
from apps.probes.probe import ApplicationView
from tests.builders.org_snapshot import HIDDEN, IDX, answers, cases, listed, org_of

LOGIN = listed("r1", actions={"enroll": {"self": "LOGIN"}})
CHALLENGE = listed("r2", actions={"enroll": {"self": "CHALLENGE"}})


@cases(
    {
        "passes": (
            org_of(enrollment_policies=[listed("p1", rules=[CHALLENGE])]),
            "passed",
        ),
        "fails": (
            org_of(enrollment_policies=[listed("p1", rules=[LOGIN, CHALLENGE])]),
            {"rule:r1": "failed"},
        ),
        "after the upgrade": (
            org_of(IDX, enrollment_policies=[listed("p1", rules=[LOGIN])]),
            "not_applicable",
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
    assert answers("enrollment_rules_do_not_single_out_sign_in", about) == expected
