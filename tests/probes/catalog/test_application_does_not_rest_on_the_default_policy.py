from apps.okta.snapshot import OrgSnapshot
from apps.probes.probe import ApplicationView
from apps.probes.probe import ApplicationView as View
from tests.builders.org_snapshot import (
    CLASSIC,
    HIDDEN,
    IDX,
    answers,
    assigned,
    cases,
    listed,
    org_of,
    view_of,
)

POLICIES = [
    listed("rst1", system=True),
    listed("rst2", system=False),
]
ORG = org_of(IDX, access_policies=POLICIES)


def resting(policy: str, mode: str | None = "SAML_2_0") -> View:
    return view_of(ORG, signOnMode=mode, _links=assigned(policy))


@cases(
    {
        "passes": (resting("rst2"), "passed"),
        "fails": (resting("rst1"), "failed"),
        "no link": (view_of(ORG, signOnMode="SAML_2_0"), "unknown"),
        "a bookmark": (resting("rst1", "BOOKMARK"), "not_applicable"),
        "a directory": (resting("rst1", None), "not_applicable"),
        "one of Okta's own": (resting("rst1", "OPENID_CONNECT"), "not_applicable"),
        "on Classic": (
            view_of(org_of(CLASSIC), signOnMode="AUTO_LOGIN"),
            "not_applicable",
        ),
        "policies unseen": (
            view_of(org_of(IDX, access_policies=HIDDEN), signOnMode="SAML_2_0"),
            "unknown",
        ),
    }
)
def test_it_answers(
    about: OrgSnapshot | ApplicationView, expected: dict[str, str]
) -> None:
    assert answers("application_does_not_rest_on_the_default_policy", about) == expected
