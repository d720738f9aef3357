from typing import Any

from apps.okta.snapshot import OrgSnapshot
from apps.probes.probe import ApplicationView
from tests.builders.org_snapshot import (
    CLASSIC,
    HIDDEN,
    IDX,
    Json,
    answers,
    assigned,
    cases,
    listed,
    org_of,
    view_of,
)


def rule(
    okta_id: str, mode: str, access: str = "ALLOW", status: str = "ACTIVE"
) -> Json:
    sign_on = {"access": access, "verificationMethod": {"factorMode": mode}}
    return listed(okta_id, status, actions={"appSignOn": sign_on})


def office(*rules: Json, engine: Any = IDX, **fields: Any) -> ApplicationView:
    org = org_of(engine, access_policies=[listed("rst1", rules=list(rules))])
    app = {"name": "office365", "_links": assigned("rst1"), **fields}
    return view_of(org, **app)


@cases(
    {
        "passes": (office(rule("r1", "2FA"), rule("r2", "1FA", "DENY")), "passed"),
        "fails": (
            office(rule("r1", "1FA"), rule("r2", "2FA")),
            {"application:app1 r1": "failed"},
        ),
        "an inactive rule": (office(rule("r1", "1FA", status="INACTIVE")), "passed"),
        "on Classic": (office(engine=CLASSIC), "unknown"),
        "another application": (office(name="box"), "not_applicable"),
        "inactive": (office(status="INACTIVE"), "not_applicable"),
        "a policy that is not listed": (office(_links=assigned("rst9")), "unknown"),
        "rules unseen": (
            view_of(
                org_of(IDX, access_policies=[listed("rst1", rules=HIDDEN)]),
                name="office365",
                _links=assigned("rst1"),
            ),
            "unknown",
        ),
    }
)
def test_it_answers(
    about: OrgSnapshot | ApplicationView, expected: dict[str, str]
) -> None:
    assert answers("office_365_rules_require_two_factors", about) == expected
