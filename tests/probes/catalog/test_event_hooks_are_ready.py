from apps.okta.snapshot import OrgSnapshot
from apps.probes.probe import ApplicationView
from tests.builders.org_snapshot import HIDDEN, answers, cases, event_hook, org_of

SMS = "system.sms.send_phone_verification_message"


@cases(
    {
        "passes": (
            org_of(event_hooks=[event_hook("h1", "user.lifecycle.create")]),
            "passed",
        ),
        "no hook": (org_of(event_hooks=[]), "passed"),
        "an ended event denies": (
            org_of(
                event_hooks=[
                    event_hook("h1", SMS),
                    event_hook("h2", "user.credential.enroll"),
                ]
            ),
            "failed",
        ),
        "a phone event waits for a person": (
            org_of(event_hooks=[event_hook("h1", SMS)]),
            "unknown",
        ),
        "inactive hooks do not count": (
            org_of(event_hooks=[event_hook("h1", SMS, status="INACTIVE")]),
            "passed",
        ),
        "unseen": (org_of(event_hooks=HIDDEN), "unknown"),
    }
)
def test_it_answers(
    about: OrgSnapshot | ApplicationView, expected: dict[str, str]
) -> None:
    assert answers("event_hooks_are_ready", about) == expected
