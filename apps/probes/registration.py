"""Registration inline hooks, and the user profile policy rules that register people."""

from collections.abc import Iterator

from apps.okta.shapes import InlineHook, Policy, PolicyRule
from apps.okta.shapes.policies import dig
from apps.okta.snapshot import OrgSnapshot

__all__ = [
    "HOOK_TYPE",
    "attached_hook_ids",
    "registers",
    "registration_hooks",
    "registration_rules",
]

HOOK_TYPE = "com.okta.user.pre-registration"


def registration_hooks(org: OrgSnapshot) -> list[InlineHook]:
    """Return the active registration hooks; raises PartUnseenError."""
    return [
        hook
        for hook in org.inline_hooks.value
        if hook.type == HOOK_TYPE and hook.status == "ACTIVE"
    ]


def registers(rule: PolicyRule) -> bool:
    """Return whether an active rule lets unknown people register."""
    action = dig(rule.actions, "profileEnrollment", "unknownUserAction")
    return rule.status == "ACTIVE" and action == "REGISTER"


def registration_rules(org: OrgSnapshot) -> Iterator[tuple[Policy, PolicyRule]]:
    """Yield the rules that register people; raises PartUnseenError."""
    for policy in org.profile_enrollment_policies.value:
        if policy.status == "ACTIVE":
            for rule in org.rules_of(policy):
                if registers(rule):
                    yield policy, rule


def attached_hook_ids(org: OrgSnapshot) -> frozenset[str]:
    """Return the hooks that such rules name.

    Source: https://developer.okta.com/docs/guides/oie-upgrade-registration-inline-hook/main/
    """
    found: set[str] = set()
    for _policy, rule in registration_rules(org):
        hooks = dig(rule.actions, "profileEnrollment", "preRegistrationInlineHooks")
        for hook in hooks if isinstance(hooks, list) else ():
            hook_id = dig(hook, "inlineHookId")
            if isinstance(hook_id, str):
                found.add(hook_id)
    return frozenset(found)
