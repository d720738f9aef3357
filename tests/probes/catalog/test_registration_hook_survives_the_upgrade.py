from apps.okta.snapshot import OrgSnapshot
from apps.probes.probe import ApplicationView
from tests.builders.org_snapshot import (
    HIDDEN,
    IDX,
    answers,
    cases,
    listed,
    org_of,
    profile_policy,
    registration_hook,
)

HOOKS = [registration_hook("cal1"), registration_hook("cal2")]


@cases(
    {
        "no hook": (org_of(inline_hooks=[]), "passed"),
        "another kind of hook": (
            org_of(
                inline_hooks=[listed("cal1", type="com.okta.saml.tokens.transform")]
            ),
            "passed",
        ),
        "on Classic": (org_of(inline_hooks=HOOKS[:1]), {"inline_hook:cal1": "failed"}),
        "inactive": (
            org_of(inline_hooks=[registration_hook("cal1", "INACTIVE")]),
            "passed",
        ),
        "mixed after the upgrade": (
            org_of(
                IDX,
                inline_hooks=HOOKS,
                profile_enrollment_policies=[
                    profile_policy("rst1", "REGISTER", "cal1")
                ],
            ),
            {"inline_hook:cal1": "passed", "inline_hook:cal2": "failed"},
        ),
        "a rule that denies does not count": (
            org_of(
                IDX,
                inline_hooks=HOOKS[:1],
                profile_enrollment_policies=[profile_policy("rst1", "DENY", "cal1")],
            ),
            {"inline_hook:cal1": "failed"},
        ),
        "rules unseen": (
            org_of(
                IDX,
                inline_hooks=HOOKS,
                profile_enrollment_policies=[listed("rst1", rules=HIDDEN)],
            ),
            "unknown",
        ),
        "engine unseen": (org_of(None, inline_hooks=HOOKS), "unknown"),
        "unseen": (org_of(inline_hooks=HIDDEN), "unknown"),
    }
)
def test_it_answers(
    about: OrgSnapshot | ApplicationView, expected: dict[str, str]
) -> None:
    assert answers("registration_hook_survives_the_upgrade", about) == expected
