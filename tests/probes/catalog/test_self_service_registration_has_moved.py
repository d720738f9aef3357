from apps.okta.snapshot import OrgSnapshot
from apps.probes.probe import ApplicationView
from tests.builders.org_snapshot import (
    HIDDEN,
    IDX,
    answers,
    cases,
    org_of,
    profile_policy,
    registration_hook,
)

HOOKS = [registration_hook("cal1")]


@cases(
    {
        "a hook on Classic": (org_of(inline_hooks=HOOKS), "failed"),
        "no hook on Classic": (org_of(inline_hooks=[]), "unknown"),
        "a rule that registers": (
            org_of(IDX, profile_enrollment_policies=[profile_policy("rst1")]),
            "passed",
        ),
        "a hook, but no such rule": (
            org_of(
                IDX,
                inline_hooks=HOOKS,
                profile_enrollment_policies=[profile_policy("rst1", "DENY")],
            ),
            "failed",
        ),
        "neither": (
            org_of(
                IDX,
                inline_hooks=[],
                profile_enrollment_policies=[profile_policy("rst1", "DENY")],
            ),
            "passed",
        ),
        "engine unseen": (org_of(None, inline_hooks=HOOKS), "unknown"),
        "policies unseen": (org_of(IDX, profile_enrollment_policies=HIDDEN), "unknown"),
        "hooks unseen": (org_of(inline_hooks=HIDDEN), "unknown"),
    }
)
def test_it_answers(
    about: OrgSnapshot | ApplicationView, expected: dict[str, str]
) -> None:
    assert answers("self_service_registration_has_moved", about) == expected
