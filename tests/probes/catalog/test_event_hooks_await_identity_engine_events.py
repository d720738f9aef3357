from apps.okta.snapshot import OrgSnapshot
from apps.probes.probe import ApplicationView
from tests.builders.org_snapshot import HIDDEN, IDX, answers, cases, event_hook, org_of

NEW = "device.enrollment.create"
OLD_SPELLING = "security.authenticator.lifecycle.activated"


@cases(
    {
        "passes": (
            org_of(event_hooks=[event_hook("h1", "user.lifecycle.create")]),
            "passed",
        ),
        "fails": (
            org_of(event_hooks=[event_hook("h1", NEW, OLD_SPELLING)]),
            {
                f"event_hook:h1 {NEW}": "failed",
                f"event_hook:h1 {OLD_SPELLING}": "failed",
            },
        ),
        "after the upgrade": (
            org_of(IDX, event_hooks=[event_hook("h1", NEW)]),
            "not_applicable",
        ),
        "engine unseen": (org_of(None, event_hooks=[event_hook("h1", NEW)]), "unknown"),
        "unseen": (org_of(event_hooks=HIDDEN), "unknown"),
    }
)
def test_it_answers(
    about: OrgSnapshot | ApplicationView, expected: dict[str, str]
) -> None:
    assert answers("event_hooks_await_identity_engine_events", about) == expected
