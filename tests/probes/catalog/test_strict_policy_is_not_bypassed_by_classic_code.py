from typing import Any

from apps.okta.snapshot import OrgSnapshot
from apps.probes.probe import ApplicationView
from apps.probes.probe import ApplicationView as View
from tests.builders.org_snapshot import (
    HIDDEN,
    IDX,
    answers,
    assigned,
    cases,
    client,
    listed,
    org_of,
    view_of,
)

CORS = {
    "id": "tos1",
    "origin": "https://app.acme.example",
    "status": "ACTIVE",
    "scopes": [{"type": "CORS"}],
}
URIS = ("https://app.acme.example/callback",)


def embedded(*grants: str, mode: str = "2FA", origins: Any = (CORS,)) -> View:
    sign_on = {"access": "ALLOW", "verificationMethod": {"factorMode": mode}}
    rule = listed("r1", actions={"appSignOn": sign_on})
    org = org_of(
        IDX,
        trusted_origins=list(origins),
        access_policies=[listed("rst1", rules=[rule])],
    )
    return view_of(org, **client(*grants, uris=URIS), _links=assigned("rst1"))


@cases(
    {
        "strict, embedded, no interaction code": (
            embedded("authorization_code"),
            "unknown",
        ),
        "with the interaction code": (embedded("interaction_code"), "passed"),
        "a policy that is not strict": (embedded(mode="1FA"), "passed"),
        "no CORS origin": (embedded(origins=()), "not_applicable"),
        "SAML": (view_of(org_of(IDX), signOnMode="SAML_2_0"), "not_applicable"),
        "no policy": (
            view_of(
                org_of(IDX, trusted_origins=[CORS], access_policies=[]),
                **client(uris=URIS),
            ),
            "unknown",
        ),
        "origins unseen": (
            view_of(org_of(IDX, trusted_origins=HIDDEN), **client(uris=URIS)),
            "unknown",
        ),
    }
)
def test_it_answers(
    about: OrgSnapshot | ApplicationView, expected: dict[str, str]
) -> None:
    assert answers("strict_policy_is_not_bypassed_by_classic_code", about) == expected
