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

HOOK = registration_hook("cal1")


@cases(
    {
        "passes": (
            org_of(
                IDX,
                inline_hooks=[HOOK],
                profile_enrollment_policies=[
                    profile_policy("rst1", "REGISTER", "cal1")
                ],
            ),
            "passed",
        ),
        "fails": (
            org_of(
                IDX,
                inline_hooks=[HOOK],
                profile_enrollment_policies=[profile_policy("rst1")],
            ),
            "failed",
        ),
        "on Classic": (org_of(inline_hooks=[HOOK]), "failed"),
        "no hook": (org_of(inline_hooks=[]), "not_applicable"),
        "policies unseen": (
            org_of(IDX, inline_hooks=[HOOK], profile_enrollment_policies=HIDDEN),
            "unknown",
        ),
        "unseen": (org_of(inline_hooks=HIDDEN), "unknown"),
    }
)
def test_it_answers(
    about: OrgSnapshot | ApplicationView, expected: dict[str, str]
) -> None:
    assert answers("registration_hook_is_attached", about) == expected
