"""Event types as the upgrade changes them. Data only.

From Okta's event type catalogue of release 2026.08.1.
Source: https://developer.okta.com/docs/reference/api/event-types/
"""

__all__ = [
    "CHANGED_COUNT",
    "CLASSIC_ONLY",
    "ENDED",
    "IDENTITY_ENGINE_ONLY",
    "MOVED_PHONE_NUMBER",
]

# Not triggered on Identity Engine.
# Source: https://developer.okta.com/docs/guides/oie-upgrade-event-hooks/main/
ENDED = frozenset(
    {
        "user.authentication.authenticate",
        "user.credential.enroll",
        "user.account.unlock_token",
    }
)
# The number moves from the MobilePhone target to debugContext.debugData.phoneNumber.
# Source: https://developer.okta.com/docs/guides/oie-upgrade-event-hooks/main/
MOVED_PHONE_NUMBER = frozenset(
    {
        "system.sms.send_phone_verification_message",
        "system.voice.send_phone_verification_call",
    }
)
# Second factor alone on Classic; primary and second factor on Identity Engine.
CHANGED_COUNT = frozenset({"user.authentication.auth_via_mfa"})
# Sent for Classic calls alone; Identity Engine sends auth_via_mfa with a reason.
CLASSIC_ONLY = frozenset({"user.mfa.okta_verify.deny_push"})
# The limitations page spells one of them "...lifecycle.activated": both count.
IDENTITY_ENGINE_ONLY = frozenset(
    {
        "app.cross_app_access.connection.create",
        "app.cross_app_access.connection.delete",
        "app.cross_app_access.connection.update",
        "device.assurance.policy.add",
        "device.assurance.policy.delete",
        "device.assurance.policy.update",
        "device.desktop_mfa.configuration.update",
        "device.desktop_mfa.device_logout.completed",
        "device.desktop_mfa.device_logout.started",
        "device.desktop_mfa.enrollment.create",
        "device.desktop_mfa.recovery_pin.generate",
        "device.desktop_mfa.recovery_pin.rotate_secret",
        "device.enrollment.create",
        "device.integration.endpoint_security.activate",
        "device.integration.endpoint_security.deactivate",
        "device.lifecycle.activate",
        "device.lifecycle.deactivate",
        "device.lifecycle.delete",
        "device.lifecycle.suspend",
        "device.lifecycle.unsuspend",
        "device.local_account.create",
        "device.password_sync.authentication",
        "device.password_sync.enrollment.create",
        "device.platform.add",
        "device.platform.delete",
        "device.platform.renew",
        "device.platform.secret_key.reset",
        "device.platform.update",
        "device.platform_sso.authentication",
        "device.platform_sso.enrollment.create",
        "device.platform_sso.keys.register",
        "device.posture.check.add",
        "device.posture.check.delete",
        "device.posture.check.update",
        "device.push.provider.create",
        "device.push.provider.delete",
        "device.push.provider.update",
        "device.signals.status.timeout",
        "device.token.enrollment.create",
        "device.user.add",
        "device.user.remove",
        "device.user_os_account.sync",
        "pki.ca.add",
        "pki.ca.delete",
        "pki.ca.expiration.warn",
        "pki.ca.renew",
        "pki.ca.scope.mapping.update",
        "pki.cert.bind",
        "pki.cert.crl_download_failure",
        "pki.cert.lifecycle.activate",
        "pki.cert.lifecycle.delete",
        "pki.cert.lifecycle.hold",
        "pki.cert.lifecycle.revoke",
        "pki.cert.lifecycle.suspend",
        "security.authenticator.lifecycle.activate",
        "security.authenticator.lifecycle.activated",
        "security.authenticator.lifecycle.create",
        "security.authenticator.lifecycle.deactivate",
        "security.authenticator.lifecycle.update",
        "user.device_session.end",
        "user.device_session.start",
        "user.mfa.factor.suspend",
        "user.mfa.factor.unsuspend",
        "user.mfa.promote_enrollment",
    }
)
