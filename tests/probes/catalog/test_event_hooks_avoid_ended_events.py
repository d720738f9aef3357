from apps.okta.snapshot import OrgSnapshot
from apps.probes.probe import ApplicationView
from tests.builders.org_snapshot import (
    HIDDEN,
    answers,
    cases,
    event_hook,
    listed,
    org_of,
    verdicts_of,
)


@cases(
    {
        "passes": (
            org_of(event_hooks=[event_hook("h1", "user.lifecycle.create")]),
            "passed",
        ),
        "fails": (
            org_of(event_hooks=[event_hook("h1", "user.credential.enroll")]),
            {"event_hook:h1 user.credential.enroll": "failed"},
        ),
        "mixed": (
            org_of(
                event_hooks=[
                    event_hook(
                        "h1",
                        "user.account.unlock_token",
                        "user.authentication.authenticate",
                    ),
                    event_hook("h2", "user.lifecycle.create"),
                ]
            ),
            {
                "event_hook:h1 user.account.unlock_token": "failed low",
                "event_hook:h1 user.authentication.authenticate": "failed",
            },
        ),
        "inactive": (
            org_of(
                event_hooks=[
                    event_hook("h1", "user.credential.enroll", status="INACTIVE")
                ]
            ),
            "passed",
        ),
        "unseen": (org_of(event_hooks=HIDDEN), "unknown"),
        "no hook": (org_of(event_hooks=[]), "passed"),
        "no events": (org_of(event_hooks=[listed("h1")]), "passed"),
    }
)
def test_it_answers(
    about: OrgSnapshot | ApplicationView, expected: dict[str, str]
) -> None:
    assert answers("event_hooks_avoid_ended_events", about) == expected


def test_it_points_to_the_event() -> None:
    hook = event_hook("h1", "user.lifecycle.create", "user.credential.enroll")
    (verdict,) = verdicts_of(
        "event_hooks_avoid_ended_events", org_of(event_hooks=[hook])
    )
    assert verdict.reading
    assert verdict.reading.pointer == "/events/items/1"
    assert verdict.reading.excerpt == '"user.credential.enroll"'
