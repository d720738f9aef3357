from typing import Any

from apps.okta.snapshot import OrgSnapshot
from apps.probes.probe import ApplicationView
from apps.probes.probe import ApplicationView as View
from tests.builders.org_snapshot import HIDDEN, answers, cases, client, org_of, view_of


def origin(url: str, kind: str = "CORS", status: str = "ACTIVE") -> dict[str, Any]:
    return {"id": "tos1", "origin": url, "status": status, "scopes": [{"type": kind}]}


def browser(*origins: Any, uris: Any = ("https://app.acme.example/cb",)) -> View:
    org = org_of(trusted_origins=list(origins))
    return view_of(org, **client("interaction_code", kind="browser", uris=uris))


@cases(
    {
        "passes": (browser(origin("https://app.acme.example")), "passed"),
        "the default port is the same origin": (
            browser(origin("https://APP.acme.example:443/")),
            "passed",
        ),
        "fails": (browser(origin("https://other.acme.example")), "failed"),
        "another port": (browser(origin("https://app.acme.example:8443")), "failed"),
        "redirect alone": (
            browser(origin("https://app.acme.example", "REDIRECT")),
            "failed",
        ),
        "inactive": (
            browser(origin("https://app.acme.example", status="INACTIVE")),
            "failed",
        ),
        "no web address": (browser(uris=("com.acme:/callback", "http://[")), "failed"),
        "a web application": (view_of(**client("interaction_code")), "not_applicable"),
        "no grant": (view_of(**client(kind="browser")), "not_applicable"),
        "unseen": (
            view_of(
                org_of(trusted_origins=HIDDEN),
                **client("interaction_code", kind="browser"),
            ),
            "unknown",
        ),
    }
)
def test_it_answers(
    about: OrgSnapshot | ApplicationView, expected: dict[str, str]
) -> None:
    assert answers("interaction_code_application_has_a_cors_origin", about) == expected
