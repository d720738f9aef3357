from typing import Any

from apps.okta.snapshot import OrgSnapshot
from apps.probes.probe import ApplicationView
from tests.builders.org_snapshot import (
    HIDDEN,
    Json,
    answers,
    cases,
    listed,
    org_of,
    verdicts_of,
)


def routes(okta_id: str, kind: str, status: str = "ACTIVE") -> Json:
    return listed(okta_id, status, actions={"idp": {"providers": [{"type": kind}]}})


def routing(*rules: Json) -> Any:
    return org_of(routing_policies=[listed("p1", rules=list(rules))])


@cases(
    {
        "passes": (routing(routes("r1", "OKTA")), "passed"),
        "fails": (routing(routes("r1", "IWA")), {"rule:r1": "failed"}),
        "mixed": (
            routing(routes("r1", "SAML2"), routes("r2", "IWA"), listed("r3")),
            {"rule:r2": "failed"},
        ),
        "an inactive rule matters less": (
            routing(routes("r1", "IWA", "INACTIVE")),
            {"rule:r1": "failed medium"},
        ),
        "unseen policies": (org_of(routing_policies=HIDDEN), "unknown"),
        "unseen rules of one policy": (
            org_of(
                routing_policies=[
                    listed("p1", rules=HIDDEN),
                    listed("p2", rules=[routes("r1", "IWA")]),
                ]
            ),
            {"policy:p1": "unknown", "rule:r1": "failed"},
        ),
        "no policy": (org_of(routing_policies=[]), "passed"),
        "providers that are no list": (
            routing(listed("r1", actions={"idp": {"providers": None}})),
            "passed",
        ),
    }
)
def test_it_answers(
    about: OrgSnapshot | ApplicationView, expected: dict[str, str]
) -> None:
    assert answers("no_routing_rule_uses_iwa", about) == expected


def test_it_points_to_the_provider() -> None:
    (verdict,) = verdicts_of("no_routing_rule_uses_iwa", routing(routes("r1", "IWA")))
    assert verdict.reading
    assert verdict.reading.part == "policy_rules"
    assert verdict.reading.okta_id == "r1"
    assert verdict.reading.pointer == "/actions/idp/providers/0"
    assert verdict.reading.excerpt == '{"type": "IWA"}'
