from apps.okta.snapshot import OrgSnapshot
from apps.probes.probe import ApplicationView
from tests.builders.org_snapshot import HIDDEN, answers, cases, event_hook, org_of

DENIED = "user.mfa.okta_verify.deny_push"


@cases(
    {
        "passes": (
            org_of(event_hooks=[event_hook("h1", "user.lifecycle.create")]),
            "passed",
        ),
        "fails": (
            org_of(event_hooks=[event_hook("h1", DENIED), event_hook("h2")]),
            {f"event_hook:h1 {DENIED}": "failed"},
        ),
        "unseen": (org_of(event_hooks=HIDDEN), "unknown"),
    }
)
def test_it_answers(
    about: OrgSnapshot | ApplicationView, expected: dict[str, str]
) -> None:
    assert answers("event_hooks_do_not_wait_for_denied_push", about) == expected
