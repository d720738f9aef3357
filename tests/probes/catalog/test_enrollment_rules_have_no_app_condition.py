from apps.okta.snapshot import OrgSnapshot
from apps.probes.probe import ApplicationView
from tests.builders.org_snapshot import HIDDEN, answers, cases, listed, org_of

BOUND = listed("r1", conditions={"app": {"include": [{"id": "0oa1", "type": "APP"}]}})
OPEN = listed("r2", conditions={"app": {"include": []}})


@cases(
    {
        "passes": (
            org_of(enrollment_policies=[listed("p1", rules=[OPEN, listed("r3")])]),
            "passed",
        ),
        "fails": (
            org_of(enrollment_policies=[listed("p1", rules=[BOUND, OPEN])]),
            {"rule:r1": "failed"},
        ),
        "an inactive rule": (
            org_of(
                enrollment_policies=[
                    listed("p1", rules=[BOUND | {"status": "INACTIVE"}])
                ]
            ),
            "passed",
        ),
        "an inactive policy": (
            org_of(enrollment_policies=[listed("p1", "INACTIVE", rules=[BOUND])]),
            "passed",
        ),
        "rules of one unseen": (
            org_of(
                enrollment_policies=[
                    listed("p1", rules=HIDDEN),
                    listed("p2", rules=[OPEN]),
                ]
            ),
            {"policy:p1": "unknown"},
        ),
        "unseen": (org_of(enrollment_policies=HIDDEN), "unknown"),
    }
)
def test_it_answers(
    about: OrgSnapshot | ApplicationView, expected: dict[str, str]
) -> None:
    assert answers("enrollment_rules_have_no_app_condition", about) == expected
