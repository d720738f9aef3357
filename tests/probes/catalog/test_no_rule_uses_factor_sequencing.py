from apps.okta.snapshot import OrgSnapshot
from apps.probes.probe import ApplicationView
from tests.builders.org_snapshot import HIDDEN, answers, cases, listed, org_of

CHAIN = {"criteria": [{"provider": "OKTA", "factorType": "push"}]}
RULE = listed(
    "r1",
    actions={"signon": {"access": "CHALLENGE", "challenge": {"chains": [CHAIN]}}},
)


@cases(
    {
        "no hit proves nothing": (
            org_of(sign_on_policies=[listed("p1", rules=[listed("r2")])]),
            "unknown",
        ),
        "fails": (
            org_of(sign_on_policies=[listed("p1", rules=[RULE, listed("r2")])]),
            {"rule:r1": "failed"},
        ),
        "rules unseen": (
            org_of(
                sign_on_policies=[
                    listed("p1", rules=HIDDEN),
                    listed("p2", rules=[RULE]),
                ]
            ),
            {"policy:p1": "unknown", "rule:r1": "failed"},
        ),
        "unseen": (org_of(sign_on_policies=HIDDEN), "unknown"),
    }
)
def test_it_answers(
    about: OrgSnapshot | ApplicationView, expected: dict[str, str]
) -> None:
    assert answers("no_rule_uses_factor_sequencing", about) == expected
