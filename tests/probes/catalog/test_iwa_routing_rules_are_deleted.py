from apps.okta.snapshot import OrgSnapshot
from apps.probes.probe import ApplicationView
from tests.builders.org_snapshot import HIDDEN, answers, cases, listed, org_of

IWA = {"idp": {"providers": [{"type": "IWA"}]}}


@cases(
    {
        "passes": (org_of(routing_policies=[listed("p1")]), "passed"),
        "fails once for two rules": (
            org_of(
                routing_policies=[
                    listed(
                        "p1",
                        rules=[listed("r1", actions=IWA), listed("r2", actions=IWA)],
                    )
                ]
            ),
            "failed",
        ),
        "an inactive rule does not deny": (
            org_of(
                routing_policies=[
                    listed("p1", rules=[listed("r1", "INACTIVE", actions=IWA)])
                ]
            ),
            "passed",
        ),
        "unseen rules": (
            org_of(routing_policies=[listed("p1", rules=HIDDEN)]),
            "unknown",
        ),
        "unseen": (org_of(routing_policies=HIDDEN), "unknown"),
    }
)
def test_it_answers(
    about: OrgSnapshot | ApplicationView, expected: dict[str, str]
) -> None:
    assert answers("iwa_routing_rules_are_deleted", about) == expected
