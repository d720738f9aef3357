from apps.okta.snapshot import OrgSnapshot
from apps.probes.probe import ApplicationView
from tests.builders.org_snapshot import (
    HIDDEN,
    IDX,
    answers,
    cases,
    listed,
    org_of,
    profile_policy,
)

ATTRIBUTES = [{"name": f"a{n}"} for n in range(11)]
TWO_RULES = listed("rst1", rules=[listed("r1"), listed("r2"), listed("r3", "INACTIVE")])


@cases(
    {
        "passes": (
            org_of(
                IDX,
                profile_enrollment_policies=[
                    profile_policy("rst1", profileAttributes=ATTRIBUTES[:10])
                ],
            ),
            "passed",
        ),
        "too many attributes": (
            org_of(
                IDX,
                profile_enrollment_policies=[
                    profile_policy("rst1", profileAttributes=ATTRIBUTES)
                ],
            ),
            {"policy:rst1 attributes": "failed"},
        ),
        "two rules": (
            org_of(IDX, profile_enrollment_policies=[TWO_RULES]),
            {"policy:rst1 rules": "failed"},
        ),
        "too many policies": (
            org_of(
                IDX,
                profile_enrollment_policies=[listed(f"rst{n}") for n in range(501)],
            ),
            "failed",
        ),
        "rules unseen": (
            org_of(IDX, profile_enrollment_policies=[listed("rst1", rules=HIDDEN)]),
            {"policy:rst1": "unknown"},
        ),
        "on Classic": (org_of(), "not_applicable"),
        "unseen": (org_of(IDX, profile_enrollment_policies=HIDDEN), "unknown"),
    }
)
def test_it_answers(
    about: OrgSnapshot | ApplicationView, expected: dict[str, str]
) -> None:
    assert answers("registration_policies_keep_their_limits", about) == expected
