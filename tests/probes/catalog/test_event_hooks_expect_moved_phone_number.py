from apps.okta.snapshot import OrgSnapshot
from apps.probes.probe import ApplicationView
from tests.builders.org_snapshot import HIDDEN, IDX, answers, cases, event_hook, org_of

SMS = "system.sms.send_phone_verification_message"
CALL = "system.voice.send_phone_verification_call"


@cases(
    {
        "passes": (
            org_of(event_hooks=[event_hook("h1", "user.lifecycle.create")]),
            "passed",
        ),
        "fails": (
            org_of(event_hooks=[event_hook("h1", SMS, CALL)]),
            {f"event_hook:h1 {SMS}": "failed", f"event_hook:h1 {CALL}": "failed"},
        ),
        "after the upgrade too": (
            org_of(IDX, event_hooks=[event_hook("h1", SMS)]),
            {f"event_hook:h1 {SMS}": "failed"},
        ),
        "inactive": (
            org_of(event_hooks=[event_hook("h1", SMS, status="INACTIVE")]),
            "passed",
        ),
        "unseen": (org_of(event_hooks=HIDDEN), "unknown"),
    }
)
def test_it_answers(
    about: OrgSnapshot | ApplicationView, expected: dict[str, str]
) -> None:
    assert answers("event_hooks_expect_moved_phone_number", about) == expected
