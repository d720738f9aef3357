from apps.okta.snapshot import OrgSnapshot
from apps.probes.probe import ApplicationView
from tests.builders.org_snapshot import (
    HIDDEN,
    IDX,
    answers,
    cases,
    listed,
    org_of,
)


@cases(
    {
        "passes": (
            org_of(factors=[listed("okta_otp"), listed("google_otp", "NOT_SETUP")]),
            "passed",
        ),
        "fails": (
            org_of(factors=[listed("okta_sms"), listed("fido_u2f")]),
            {"factor:fido_u2f": "failed"},
        ),
        "after the upgrade": (org_of(IDX), "not_applicable"),
        "unseen": (org_of(factors=HIDDEN), "unknown"),
    }
)
def test_it_answers(
    about: OrgSnapshot | ApplicationView, expected: dict[str, str]
) -> None:
    assert answers("active_factors_have_an_authenticator", about) == expected
