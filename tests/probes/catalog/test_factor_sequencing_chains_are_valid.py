from typing import Any

from apps.okta.snapshot import OrgSnapshot
from apps.probes.probe import ApplicationView
from tests.builders.org_snapshot import (
    HIDDEN,
    IDX,
    Json,
    answers,
    cases,
    listed,
    org_of,
)


def step(kind: str, *following: Json, provider: str = "OKTA") -> Json:
    return {
        "criteria": [{"provider": provider, "factorType": kind}],
        "next": list(following),
    }


def signing(*chains: Json, status: str = "ACTIVE", access: str = "CHALLENGE") -> Any:
    sign_on = {"access": access, "challenge": {"chain": list(chains)}}
    rule = listed("r1", status, actions={"signon": sign_on})
    return org_of(sign_on_policies=[listed("p1", rules=[rule])])


@cases(
    {
        "no chain proves nothing": (org_of(sign_on_policies=[listed("p1")]), "unknown"),
        "a valid chain proves nothing": (
            signing(step("password", step("push"))),
            "unknown",
        ),
        "fails": (
            signing(step("token:software:totp", step("push"))),
            {"rule:r1 0": "failed blocker"},
        ),
        "mixed": (
            signing(step("push", step("question")), step("sms", step("call"))),
            {"rule:r1 1": "failed blocker"},
        ),
        "another provider's token": (
            signing(step("token:software:totp", step("push"), provider="GOOGLE")),
            "unknown",
        ),
        "an inactive rule": (
            signing(step("sms", step("call")), status="INACTIVE"),
            "unknown",
        ),
        "a rule that does not challenge": (
            signing(step("sms", step("call")), access="ALLOW"),
            "unknown",
        ),
        "rules unseen": (
            org_of(sign_on_policies=[listed("p1", rules=HIDDEN)]),
            {"policy:p1": "unknown"},
        ),
        "after the upgrade": (org_of(IDX), "not_applicable"),
        "unseen": (org_of(sign_on_policies=HIDDEN), "unknown"),
    }
)
def test_it_answers(
    about: OrgSnapshot | ApplicationView, expected: dict[str, str]
) -> None:
    assert answers("factor_sequencing_chains_are_valid", about) == expected
