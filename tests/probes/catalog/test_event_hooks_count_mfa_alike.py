from apps.okta.snapshot import OrgSnapshot
from apps.probes.probe import ApplicationView
from tests.builders.org_snapshot import HIDDEN, answers, cases, event_hook, org_of

VIA_MFA = "user.authentication.auth_via_mfa"


@cases(
    {
        "passes": (
            org_of(event_hooks=[event_hook("h1", "user.lifecycle.create")]),
            "passed",
        ),
        "fails": (
            org_of(event_hooks=[event_hook("h1", VIA_MFA), event_hook("h2")]),
            {f"event_hook:h1 {VIA_MFA}": "failed"},
        ),
        "unseen": (org_of(event_hooks=HIDDEN), "unknown"),
    }
)
def test_it_answers(
    about: OrgSnapshot | ApplicationView, expected: dict[str, str]
) -> None:
    assert answers("event_hooks_count_mfa_alike", about) == expected
