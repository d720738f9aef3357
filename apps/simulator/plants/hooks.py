"""Hazards in event hooks and inline hooks."""

from apps.simulator.org import Org
from apps.simulator.plants.plant import CLASSIC, IDENTITY_ENGINE, Plant, by_name
from apps.simulator.shapes.hooks import REGISTRATION, event_hook, inline_hook


def event_hook_phone(org: Org) -> None:
    event_hook(
        org,
        "Phone fraud watch",
        "system.sms.send_phone_verification_message",
        "system.voice.send_phone_verification_call",
    )


def event_hook_device_trust(org: Org) -> None:
    event_hook(
        org,
        "Device trust feed",
        "user.authentication.authenticate",
        "user.credential.enroll",
    )


def event_hook_unlock_token(org: Org) -> None:
    event_hook(org, "Unlock tickets", "user.account.unlock_token")


def deny_push_hook(org: Org) -> None:
    event_hook(org, "Push fatigue alarm", "user.mfa.okta_verify.deny_push")


def auth_via_mfa_hook(org: Org) -> None:
    event_hook(org, "MFA figures", "user.authentication.auth_via_mfa")


def identity_engine_event_hook(org: Org) -> None:
    event_hook(
        org,
        "New devices",
        "device.enrollment.create",
        "security.authenticator.lifecycle.activate",
    )


def registration_inline_hook(org: Org) -> None:
    inline_hook(org, "Registration checks", REGISTRATION)


def attached_registration_hook(org: Org) -> None:
    """Add a registration hook to the rule that registers people, as it should be."""
    hook = inline_hook(org, "Attached registration checks", REGISTRATION)
    rule = org.list("policy_rules", org.default_ids["profile_enrollment"])[0]
    attached = [{"inlineHookId": hook["id"]}]
    changes = {"unknownUserAction": "REGISTER", "preRegistrationInlineHooks": attached}
    patch = {"profileEnrollment": changes}
    org.edit("policy_rules", rule["id"], {"actions": patch})


PLANTS = by_name(
    Plant(title="A hook reads phone numbers from events", make=event_hook_phone),
    Plant(title="A hook listens to Device Trust", make=event_hook_device_trust),
    Plant(title="A hook waits for unlock tokens", make=event_hook_unlock_token),
    Plant(title="A hook counts denied pushes", make=deny_push_hook),
    Plant(title="A hook counts second factors", make=auth_via_mfa_hook),
    Plant(
        title="A hook on events of Identity Engine",
        make=identity_engine_event_hook,
        engines=CLASSIC,
    ),
    Plant(title="A registration hook is active", make=registration_inline_hook),
    Plant(
        title="A registration hook is attached to its policy",
        make=attached_registration_hook,
        engines=IDENTITY_ENGINE,
    ),
)
