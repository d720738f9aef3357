from typing import Any

from apps.okta.snapshot import OrgSnapshot
from apps.probes.probe import ApplicationView
from tests.builders.org_snapshot import HIDDEN, IDX, answers, cases, listed, org_of


def recovers(*methods: str, access: str = "ALLOW", **requirement: Any) -> OrgSnapshot:
    primary = {"primary": {"methods": list(methods)}}
    reset = {"access": access, "requirement": primary | requirement}
    rule = listed("r1", actions={"selfServicePasswordReset": reset})
    return org_of(IDX, password_policies=[listed("p1", rules=[rule])])


@cases(
    {
        "passes": (
            recovers(
                "push",
                "sms",
                stepUp={"required": True, "methods": ["security_question"]},
                accessControl="LEGACY",
            ),
            "passed",
        ),
        "only push": (recovers("push"), {"rule:r1 only_push": "failed blocker"}),
        "any authenticator": (
            recovers("email", stepUp={"required": True}),
            {"rule:r1 any_authenticator": "failed high"},
        ),
        "the account management policy": (
            recovers("sms", accessControl="AUTH_POLICY"),
            {"rule:r1 auth_policy": "failed high"},
        ),
        "mixed": (
            recovers("push", stepUp={"required": True, "methods": []}),
            {
                "rule:r1 only_push": "failed blocker",
                "rule:r1 any_authenticator": "failed high",
            },
        ),
        "no step-up": (recovers("email", stepUp={"required": False}), "passed"),
        "reset is denied anyway": (recovers("push", access="DENY"), "passed"),
        "a Classic rule has no requirement": (
            org_of(password_policies=[listed("p1", rules=[listed("r1")])]),
            "passed",
        ),
        "rules unseen": (
            org_of(password_policies=[listed("p1", rules=HIDDEN)]),
            {"policy:p1": "unknown"},
        ),
        "unseen": (org_of(password_policies=HIDDEN), "unknown"),
    }
)
def test_it_answers(
    about: OrgSnapshot | ApplicationView, expected: dict[str, str]
) -> None:
    assert answers("recovery_works_through_the_authentication_api", about) == expected
