from apps.okta.snapshot import OrgSnapshot
from apps.probes.probe import ApplicationView
from tests.builders.org_snapshot import HIDDEN, Json, answers, cases, listed, org_of


def rule(reset: str, unlock: str) -> Json:
    actions = {
        "selfServicePasswordReset": {"access": reset},
        "selfServiceUnlock": {"access": unlock},
    }
    return listed("r1", actions=actions)


def settings(minutes: int) -> Json:
    return {"password": {"lockout": {"autoUnlockMinutes": minutes}}}


@cases(
    {
        "passes": (
            org_of(password_policies=[listed("p1", rules=[rule("ALLOW", "ALLOW")])]),
            "passed",
        ),
        "fails": (
            org_of(password_policies=[listed("p1", rules=[rule("ALLOW", "DENY")])]),
            {"rule:r1": "failed"},
        ),
        "no reset at all": (
            org_of(password_policies=[listed("p1", rules=[rule("DENY", "DENY")])]),
            "passed",
        ),
        "unlocked by itself": (
            org_of(
                password_policies=[
                    listed("p1", settings=settings(60), rules=[rule("ALLOW", "DENY")])
                ]
            ),
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
    assert answers("locked_out_people_can_unlock_themselves", about) == expected
