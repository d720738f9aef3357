from apps.okta.snapshot import OrgSnapshot
from apps.probes.probe import ApplicationView
from tests.builders.org_snapshot import HIDDEN, answers, cases, org_of

CORS = {
    "id": "tos1",
    "origin": "https://app.acme.example",
    "status": "ACTIVE",
    "scopes": [{"type": "CORS"}, {"type": "REDIRECT"}],
}


@cases(
    {
        "none denies the step": (org_of(trusted_origins=[]), "failed"),
        "some leave it to a person": (org_of(trusted_origins=[CORS]), "unknown"),
        "an inactive one does not count": (
            org_of(trusted_origins=[CORS | {"status": "INACTIVE"}]),
            "failed",
        ),
        "many": (
            org_of(
                trusted_origins=[
                    CORS | {"origin": f"https://a{n}.acme.example"} for n in range(9)
                ]
            ),
            "unknown",
        ),
        "unseen": (org_of(trusted_origins=HIDDEN), "unknown"),
    }
)
def test_it_answers(
    about: OrgSnapshot | ApplicationView, expected: dict[str, str]
) -> None:
    assert answers("cors_origins_are_registered", about) == expected
