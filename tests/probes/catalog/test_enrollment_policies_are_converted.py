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


@cases(
    {
        "passes": (
            org_of(
                IDX, enrollment_policies=[authenticators("p1"), authenticators("p2")]
            ),
            "passed",
        ),
        "fails": (
            org_of(IDX, enrollment_policies=[authenticators("p1"), factors("p2")]),
            "failed",
        ),
        "on Classic": (org_of(enrollment_policies=[factors("p1")]), "failed"),
        "unclear": (
            org_of(IDX, enrollment_policies=[authenticators("p1"), listed("p2")]),
            "unknown",
        ),
        "no policy": (org_of(IDX, enrollment_policies=[]), "unknown"),
        "unseen": (org_of(IDX, enrollment_policies=HIDDEN), "unknown"),
    }
)
def test_it_answers(
    about: OrgSnapshot | ApplicationView, expected: dict[str, str]
) -> None:
    assert answers("enrollment_policies_are_converted", about) == expected
