from apps.okta.snapshot import OrgSnapshot
from apps.probes.probe import ApplicationView
from tests.builders.org_snapshot import HIDDEN, IDX, answers, cases, factors, org_of

DUO = {"id": "idp1", "name": "Duo Security", "type": "SAML2", "status": "ACTIVE"}
OTHER = {"id": "idp2", "name": "Partner", "type": "SAML2", "status": "ACTIVE"}


@cases(
    {
        "passes": (
            org_of(identity_providers=[OTHER], enrollment_policies=[]),
            "passed",
        ),
        "fails": (
            org_of(
                identity_providers=[DUO, OTHER],
                enrollment_policies=[factors("p1", duo="OPTIONAL")],
            ),
            {"identity_provider:idp1": "failed"},
        ),
        "the factor is not used": (
            org_of(
                identity_providers=[DUO],
                enrollment_policies=[factors("p1", duo="NOT_ALLOWED")],
            ),
            "passed",
        ),
        "policies unseen": (
            org_of(identity_providers=[DUO], enrollment_policies=HIDDEN),
            "unknown",
        ),
        "no name to clash, policies unseen": (
            org_of(identity_providers=[OTHER], enrollment_policies=HIDDEN),
            "passed",
        ),
        "unseen": (org_of(identity_providers=HIDDEN), "unknown"),
        "an upgraded org": (org_of(IDX, identity_providers=[DUO]), "not_applicable"),
        "engine unseen": (org_of(None, identity_providers=[DUO]), "unknown"),
    }
)
def test_it_answers(
    about: OrgSnapshot | ApplicationView, expected: dict[str, str]
) -> None:
    assert answers("no_identity_provider_is_named_duo_security", about) == expected
