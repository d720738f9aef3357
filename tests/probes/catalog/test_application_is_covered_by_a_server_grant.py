from typing import Any

from apps.okta.snapshot import OrgSnapshot
from apps.probes.probe import ApplicationView
from tests.builders.org_snapshot import (
    CLASSIC,
    HIDDEN,
    IDX,
    answers,
    cases,
    client,
    listed,
    org_of,
    server,
    server_policy,
    view_of,
)

GRANT = "interaction_code"
WITH = server("aus1", server_policy("p1", GRANT))
WITHOUT = server("aus2", server_policy("p2", "authorization_code"))
OTHERS = server("aus3", server_policy("p3", GRANT, clients=["someone"]))


def seen_by(
    *servers: Any, engine: Any = IDX, grants: Any = (GRANT,)
) -> ApplicationView:
    org = org_of(engine, authorization_servers=list(servers))
    return view_of(org, **client(*grants))


@cases(
    {
        "every server carries it": (seen_by(WITH), "passed"),
        "none carries it": (seen_by(WITHOUT, grants=()), "failed"),
        "some carry it": (seen_by(WITH, WITHOUT), "unknown"),
        "none, but the switch is seen to be on": (seen_by(WITHOUT), "unknown"),
        "a server for others is no candidate": (seen_by(OTHERS, WITH), "passed"),
        "only the org server, with the grant in use": (seen_by(OTHERS), "passed"),
        "only the org server, nothing known": (seen_by(grants=()), "unknown"),
        "only the org server, on Classic": (seen_by(engine=CLASSIC), "failed"),
        "a Classic org without it": (seen_by(WITHOUT, engine=CLASSIC), "failed"),
        "inactive servers are no candidates": (
            seen_by(
                server("aus4", server_policy("p4"), status="INACTIVE"),
                WITH,
            ),
            "passed",
        ),
        "a custom client id": (
            view_of(
                org_of(
                    IDX,
                    authorization_servers=[
                        server("aus1", server_policy("p1", GRANT, clients=["payroll"]))
                    ],
                ),
                **client(GRANT, credentials={"oauthClient": {"client_id": "payroll"}}),
            ),
            "passed",
        ),
        "the application id behind a custom client id": (
            view_of(
                org_of(
                    IDX,
                    authorization_servers=[
                        server("aus1", server_policy("p1", clients=["app1"]))
                    ],
                ),
                **client(credentials={"oauthClient": {"client_id": "payroll"}}),
            ),
            "failed",
        ),
        "servers unseen": (
            view_of(org_of(IDX, authorization_servers=HIDDEN), **client(GRANT)),
            "unknown",
        ),
        "policies of one unseen": (
            seen_by(WITH, listed("aus5", policies=HIDDEN)),
            "unknown",
        ),
        "rules of one unseen": (
            seen_by(
                server(
                    "aus6",
                    listed(
                        "p6",
                        conditions={"clients": {"include": ["ALL_CLIENTS"]}},
                        rules=HIDDEN,
                    ),
                )
            ),
            "unknown",
        ),
        "a service application": (
            view_of(org_of(IDX), **client(kind="service")),
            "not_applicable",
        ),
    }
)
def test_it_answers(
    about: OrgSnapshot | ApplicationView, expected: dict[str, str]
) -> None:
    assert answers("application_is_covered_by_a_server_grant", about) == expected
