from apps.okta.snapshot import OrgSnapshot
from apps.probes.probe import ApplicationView
from tests.builders.org_snapshot import (
    HIDDEN,
    answers,
    cases,
    listed,
    org_of,
    server,
    server_policy,
    verdicts_of,
)

GRANT = "interaction_code"


@cases(
    {
        "passes": (
            org_of(authorization_servers=[server("aus1", server_policy("p1", GRANT))]),
            {"authorization_server:aus1": "passed"},
        ),
        "fails without the grant": (
            org_of(
                authorization_servers=[
                    server("aus1", server_policy("p1", "authorization_code"))
                ]
            ),
            {"authorization_server:aus1": "failed"},
        ),
        "an inactive policy does not count": (
            org_of(
                authorization_servers=[
                    server("aus1", server_policy("p1", GRANT, status="INACTIVE"))
                ]
            ),
            {"authorization_server:aus1": "failed"},
        ),
        "mixed": (
            org_of(
                authorization_servers=[
                    server("aus1", server_policy("p1"), server_policy("p2", GRANT)),
                    server("aus2"),
                    server("aus3", status="INACTIVE"),
                ]
            ),
            {
                "authorization_server:aus1": "passed",
                "authorization_server:aus2": "failed",
                "authorization_server:aus3": "not_applicable",
            },
        ),
        "unseen servers": (org_of(authorization_servers=HIDDEN), "unknown"),
        "unseen policies of one": (
            org_of(authorization_servers=[listed("aus1", policies=HIDDEN)]),
            {"authorization_server:aus1": "unknown"},
        ),
        "unseen rules beside a rule with the grant": (
            org_of(
                authorization_servers=[
                    server(
                        "aus1", listed("p1", rules=HIDDEN), server_policy("p2", GRANT)
                    ),
                    server("aus2", listed("p3", rules=HIDDEN)),
                ]
            ),
            {
                "authorization_server:aus1": "passed",
                "authorization_server:aus2": "unknown",
            },
        ),
        "no server at all": (org_of(authorization_servers=[]), {}),
    }
)
def test_it_answers(
    about: OrgSnapshot | ApplicationView, expected: dict[str, str]
) -> None:
    assert answers("authorization_server_grants_interaction_code", about) == expected


def test_it_says_which_clients_are_covered() -> None:
    org = org_of(
        authorization_servers=[
            server("aus1", server_policy("p1", GRANT)),
            server("aus2", server_policy("p2", GRANT, clients=["app1", "app2"])),
        ]
    )
    everyone, two = verdicts_of("authorization_server_grants_interaction_code", org)
    assert "all clients" in everyone.message
    assert "2 named clients" in two.message
    assert two.reading
    assert two.reading.okta_id == "rp2"
