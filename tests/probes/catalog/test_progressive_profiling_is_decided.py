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

ON = {"progressiveProfilingAction": "ENABLED"}
OFF = {"progressiveProfilingAction": "DISABLED"}


@cases(
    {
        "passes": (
            org_of(IDX, profile_enrollment_policies=[profile_policy("rst1", **ON)]),
            "passed",
        ),
        "fails": (
            org_of(
                IDX,
                profile_enrollment_policies=[
                    profile_policy("rst1", **OFF),
                    profile_policy("rst2", **ON),
                ],
            ),
            {"policy:rst1": "failed"},
        ),
        "nobody registers": (
            org_of(
                IDX, profile_enrollment_policies=[profile_policy("rst1", "DENY", **OFF)]
            ),
            "passed",
        ),
        "on Classic": (org_of(), "not_applicable"),
        "rules unseen": (
            org_of(IDX, profile_enrollment_policies=[listed("rst1", rules=HIDDEN)]),
            "unknown",
        ),
        "unseen": (org_of(IDX, profile_enrollment_policies=HIDDEN), "unknown"),
    }
)
def test_it_answers(
    about: OrgSnapshot | ApplicationView, expected: dict[str, str]
) -> None:
    assert answers("progressive_profiling_is_decided", about) == expected
