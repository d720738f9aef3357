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


def opens(okta_id: str, primary: str, *, factor: bool, **fields: Any) -> Json:
    sign_on = {"access": "ALLOW", "primaryFactor": primary, "requireFactor": factor}
    return listed(okta_id, actions={"signon": sign_on | fields})


ANY = "PASSWORD_IDP_ANY_FACTOR"


@cases(
    {
        "passes": (
            org_of(
                IDX,
                sign_on_policies=[
                    listed(
                        "p1",
                        rules=[
                            opens("r1", "PASSWORD_IDP", factor=False),
                            opens("r2", ANY, factor=True),
                        ],
                    )
                ],
            ),
            "passed",
        ),
        "fails": (
            org_of(
                IDX,
                sign_on_policies=[
                    listed(
                        "p1",
                        rules=[
                            opens("r1", ANY, factor=False),
                            opens("r2", ANY, factor=False, access="DENY"),
                        ],
                    )
                ],
            ),
            {"rule:r1": "failed"},
        ),
        "rules unseen": (
            org_of(IDX, sign_on_policies=[listed("p1", rules=HIDDEN)]),
            {"policy:p1": "unknown"},
        ),
        "on Classic": (org_of(), "not_applicable"),
        "unseen": (org_of(IDX, sign_on_policies=HIDDEN), "unknown"),
    }
)
def test_it_answers(
    about: OrgSnapshot | ApplicationView, expected: dict[str, str]
) -> None:
    assert answers("global_session_rules_ask_for_a_second_factor", about) == expected
