from apps.okta.snapshot import OrgSnapshot
from apps.probes.probe import ApplicationView
from tests.builders.org_snapshot import HIDDEN, IDX, answers, cases, factors, org_of

DUO = {"id": "idp1", "name": "Duo Security", "status": "ACTIVE"}


@cases(
    {
        "passes": (org_of(identity_providers=[]), "passed"),
        "fails": (
            org_of(
                identity_providers=[DUO, DUO | {"id": "idp2"}],
                enrollment_policies=[factors("p1", duo="REQUIRED")],
            ),
            "failed",
        ),
        "an upgraded org is asked too": (org_of(IDX, identity_providers=[]), "passed"),
        "unseen": (org_of(identity_providers=HIDDEN), "unknown"),
    }
)
def test_it_answers(
    about: OrgSnapshot | ApplicationView, expected: dict[str, str]
) -> None:
    assert answers("duo_identity_provider_is_renamed", about) == expected
