from apps.okta.snapshot import OrgSnapshot
from apps.probes.probe import ApplicationView
from tests.builders.org_snapshot import (
    HIDDEN,
    IDX,
    answers,
    cases,
    org_of,
)


def verify(verification: str) -> OrgSnapshot:
    settings = {"userVerification": verification}
    one = {"id": "aut1", "key": "okta_verify", "status": "ACTIVE", "settings": settings}
    return org_of(IDX, authenticators=[one])


@cases(
    {
        "passes": (verify("PREFERRED"), "passed"),
        "required: only a scan can tell": (verify("REQUIRED"), "unknown"),
        "no Okta Verify": (org_of(IDX, authenticators=[]), "passed"),
        "on Classic": (org_of(), "not_applicable"),
        "unseen": (org_of(IDX, authenticators=HIDDEN), "unknown"),
    }
)
def test_it_answers(
    about: OrgSnapshot | ApplicationView, expected: dict[str, str]
) -> None:
    assert answers("okta_verify_does_not_require_user_verification", about) == expected
