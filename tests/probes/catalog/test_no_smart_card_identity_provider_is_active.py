from apps.okta.snapshot import OrgSnapshot
from apps.probes.probe import ApplicationView
from tests.builders.org_snapshot import HIDDEN, answers, cases, listed, org_of

CARD = {"id": "idp1", "name": "PIV", "type": "X509", "status": "ACTIVE"}
ROUTE = listed("r1", actions={"idp": {"providers": [{"type": "X509"}]}})


@cases(
    {
        "passes": (org_of(identity_providers=[], routing_policies=[]), "passed"),
        "fails": (
            org_of(identity_providers=[CARD], routing_policies=[listed("p1")]),
            {"identity_provider:idp1": "failed"},
        ),
        "inactive": (
            org_of(
                identity_providers=[CARD | {"status": "INACTIVE"}], routing_policies=[]
            ),
            "passed",
        ),
        "provider and rule": (
            org_of(
                identity_providers=[CARD],
                routing_policies=[listed("p1", rules=[ROUTE])],
            ),
            {"identity_provider:idp1": "failed", "rule:r1": "failed"},
        ),
        "rules unseen": (
            org_of(
                identity_providers=[CARD],
                routing_policies=[listed("p1", rules=HIDDEN)],
            ),
            {"identity_provider:idp1": "failed", "policy:p1": "unknown"},
        ),
        "routing unseen": (
            org_of(identity_providers=[CARD], routing_policies=HIDDEN),
            {"identity_provider:idp1": "failed", "org": "unknown"},
        ),
        "unseen": (org_of(identity_providers=HIDDEN), "unknown"),
    }
)
def test_it_answers(
    about: OrgSnapshot | ApplicationView, expected: dict[str, str]
) -> None:
    assert answers("no_smart_card_identity_provider_is_active", about) == expected
