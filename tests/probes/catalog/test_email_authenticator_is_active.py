from apps.okta.snapshot import OrgSnapshot
from apps.probes.probe import ApplicationView
from tests.builders.org_snapshot import (
    HIDDEN,
    IDX,
    answers,
    cases,
    org_of,
)

EMAIL = {"id": "aut1", "key": "okta_email", "status": "ACTIVE"}


@cases(
    {
        "passes": (org_of(IDX, authenticators=[EMAIL]), "passed"),
        "fails": (
            org_of(IDX, authenticators=[EMAIL | {"status": "INACTIVE"}]),
            "failed",
        ),
        "deleted": (org_of(IDX, authenticators=[]), {"org deleted": "failed low"}),
        "on Classic": (org_of(), "not_applicable"),
        "unseen": (org_of(IDX, authenticators=HIDDEN), "unknown"),
    }
)
def test_it_answers(
    about: OrgSnapshot | ApplicationView, expected: dict[str, str]
) -> None:
    assert answers("email_authenticator_is_active", about) == expected
