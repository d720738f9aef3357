from apps.okta.snapshot import OrgSnapshot
from apps.probes.probe import ApplicationView
from tests.builders.org_snapshot import HIDDEN, IDX, answers, cases, org_of

OWN = {"id": "OcD1", "domain": "login.acme.example"}
OKTA = {"id": "default", "domain": "acme.okta.com"}


@cases(
    {
        "passes": (org_of(domains=[OKTA, OWN]), "passed"),
        "fails": (org_of(domains=[]), "failed"),
        "Okta's own domain is none": (org_of(domains=[OKTA]), "failed"),
        "after the upgrade": (org_of(IDX, domains=[]), "not_applicable"),
        "unseen": (org_of(domains=HIDDEN), "unknown"),
    }
)
def test_it_answers(
    about: OrgSnapshot | ApplicationView, expected: dict[str, str]
) -> None:
    assert answers("sign_in_page_has_a_custom_domain", about) == expected
