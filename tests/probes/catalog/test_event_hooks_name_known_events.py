from apps.okta.snapshot import OrgSnapshot
from apps.probes.probe import ApplicationView
from tests.builders.org_snapshot import HIDDEN, answers, cases, event_hook, org_of


@cases(
    {
        "passes": (
            org_of(event_hooks=[event_hook("h1", "user.lifecycle.create")]),
            "passed",
        ),
        "fails": (
            org_of(event_hooks=[event_hook("h1", "user.made.up", "user.account.lock")]),
            {"event_hook:h1 user.made.up": "failed"},
        ),
        "an ended event is another probe's": (
            org_of(event_hooks=[event_hook("h1", "user.account.unlock_token")]),
            "passed",
        ),
        "the older spelling": (
            org_of(
                event_hooks=[
                    event_hook("h1", "security.authenticator.lifecycle.activated")
                ]
            ),
            "passed",
        ),
        "unseen": (org_of(event_hooks=HIDDEN), "unknown"),
    }
)
def test_it_answers(
    about: OrgSnapshot | ApplicationView, expected: dict[str, str]
) -> None:
    assert answers("event_hooks_name_known_events", about) == expected
