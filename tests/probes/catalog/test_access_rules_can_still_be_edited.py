from typing import Any

from apps.okta.snapshot import OrgSnapshot
from apps.probes.probe import ApplicationView
from tests.builders.org_snapshot import (
    HIDDEN,
    IDX,
    answers,
    cases,
    listed,
    org_of,
    verdicts_of,
)


def ruled(zones: Any = (), **conditions: Any) -> OrgSnapshot:
    rule = listed("r1", conditions=conditions)
    policy = listed("rst1", rules=[rule, listed("r2")])
    return org_of(IDX, zones=zones, access_policies=[policy])


PEOPLE = {"users": {"include": [], "exclude": ["00u1"]}}
NETWORK = {"connection": "ZONE", "exclude": ["nzo1"]}


@cases(
    {
        "passes": (ruled([], people={"users": {"exclude": []}}), "passed"),
        "excluded people": (
            ruled([], people=PEOPLE),
            {"rule:r1 people/users/exclude": "failed"},
        ),
        "mixed": (
            ruled([], people=PEOPLE, network=NETWORK),
            {
                "rule:r1 people/users/exclude": "failed",
                "rule:r1 network/exclude": "failed",
            },
        ),
        "rules unseen": (
            org_of(IDX, zones=[], access_policies=[listed("rst1", rules=HIDDEN)]),
            {"policy:rst1": "unknown"},
        ),
        "zones unseen": (ruled(HIDDEN, network=NETWORK), "unknown"),
        "on Classic": (org_of(), "not_applicable"),
        "unseen": (org_of(IDX, zones=[], access_policies=HIDDEN), "unknown"),
    }
)
def test_it_answers(
    about: OrgSnapshot | ApplicationView, expected: dict[str, str]
) -> None:
    assert answers("access_rules_can_still_be_edited", about) == expected


def test_it_calls_a_zone_by_its_name() -> None:
    org = ruled([listed("nzo1", name="Office")], network=NETWORK)
    (verdict,) = verdicts_of("access_rules_can_still_be_edited", org)
    assert "Office" in verdict.message
