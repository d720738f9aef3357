from apps.okta.snapshot import OrgSnapshot
from apps.probes.probe import ApplicationView
from tests.builders.org_snapshot import (
    HIDDEN,
    IDX,
    answers,
    authenticators,
    cases,
    factors,
    listed,
    org_of,
)

BOTH = listed("p1", settings={"factors": {}, "authenticators": []})


@cases(
    {
        "passes": (
            org_of(IDX, enrollment_policies=[authenticators("p1", duo="OPTIONAL")]),
            {"policy:p1": "passed"},
        ),
        "fails": (
            org_of(IDX, enrollment_policies=[factors("p1", duo="OPTIONAL")]),
            {"policy:p1": "failed"},
        ),
        "mixed": (
            org_of(IDX, enrollment_policies=[factors("p1"), authenticators("p2")]),
            {"policy:p1": "failed", "policy:p2": "passed"},
        ),
        "both or neither is unclear": (
            org_of(IDX, enrollment_policies=[BOTH, listed("p2", settings={})]),
            {"policy:p1": "unknown", "policy:p2": "unknown"},
        ),
        "by type alone": (
            org_of(
                IDX,
                enrollment_policies=[
                    listed("p1", settings={"type": "FACTORS"}),
                    listed("p2", settings={"type": "AUTHENTICATORS"}),
                ],
            ),
            {"policy:p1": "failed", "policy:p2": "passed"},
        ),
        "inactive": (org_of(IDX, enrollment_policies=[factors("p1", "INACTIVE")]), {}),
        "no finding on Classic": (
            org_of(enrollment_policies=[factors("p1")]),
            "not_applicable",
        ),
        "unseen": (org_of(IDX, enrollment_policies=HIDDEN), "unknown"),
    }
)
def test_it_answers(
    about: OrgSnapshot | ApplicationView, expected: dict[str, str]
) -> None:
    assert answers("enrollment_policy_uses_authenticators", about) == expected
