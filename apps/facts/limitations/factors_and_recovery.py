"""Limitations of custom code and hooks: factors and recovery. Data only."""

from apps.facts.fact import Detection, Fact
from apps.facts.sources import developer, guide

FACTORS_AND_RECOVERY = (
    Fact(
        id="limitation:session_token_across_upgrade",
        title="sessionToken taken before the upgrade",
        group="custom_code",
        what_changes=(
            (
                "sessionToken valid 5 minutes; when the upgrade completes inside "
                "that time the user is asked for the password again at the next "
                "OIDC application"
            ),
            "Only during the upgrade",
        ),
        severity="low",
        fix=("Pick a quiet hour; tell the service desk",),
        source=guide("ie-limitations"),
        detection=Detection.NEEDS_TRAFFIC,
        reason="Sign-ins per hour show the quiet hour for the upgrade.",
        affects="org (time of the upgrade)",
        url=guide("oie-upgrade-sessions-api"),
    ),
    Fact(
        id="limitation:sms_factor_admin",
        title="SMS factor lifecycle through /api/v1/org/factors",
        group="custom_code",
        what_changes=(
            (
                "activate/deactivate of SMS not possible through the Factors "
                "Administration API"
            ),
        ),
        severity="medium",
        fix=("Authenticators API (phone_number) or Admin Console",),
        source=guide("ie-limitations"),
        detection=Detection.NEEDS_SCAN,
        reason="Only the source code shows it.",
        affects="code",
        url=guide("oie-upgrade-api-changes"),
    ),
    Fact(
        id="limitation:authn_audience",
        title="audience parameter of /api/v1/authn",
        group="custom_code",
        what_changes=(
            ("Not supported (flexible app sign-in policy); calls that pass it fail"),
        ),
        severity="high",
        fix=("remove; use app sign-in policy",),
        source=guide("ie-limitations"),
        detection=Detection.NEEDS_SCAN,
        reason="Only the source code shows it.",
        affects="code",
        url=guide("oie-upgrade-api-changes"),
    ),
    Fact(
        id="limitation:factor_api_enroll_okta_verify",
        title="Factors API: one Okta Verify only",
        group="custom_code",
        what_changes=(
            (
                "Only the first Okta Verify factor can be enrolled through the "
                "Factors API"
            ),
        ),
        severity="medium",
        fix=("SDK enrollment flow",),
        source=guide("ie-limitations"),
        detection=Detection.NEEDS_SCAN,
        reason="Only the source code shows it.",
        affects="code",
        url=guide("oie-upgrade-api-changes"),
    ),
    Fact(
        id="limitation:factor_api_fips",
        title="Factors API: FIPS requirement not enforced",
        group="custom_code",
        what_changes=(
            (
                "FIPS compliance of Okta Verify is not enforced for Factors API "
                "enrollments"
            ),
        ),
        severity="medium",
        fix=("SDK enrollment flow",),
        source=guide("ie-limitations"),
        detection=Detection.PROBE,
        probes=("okta_verify_does_not_require_fips",),
        reason=(
            "Whether code enrolls Okta Verify through the Factors API needs a scan."
        ),
        affects="code, authenticator settings",
        url=guide("oie-upgrade-api-changes"),
    ),
    Fact(
        id="limitation:factor_api_uv",
        title="Factors API: user verification not enforced",
        group="custom_code",
        what_changes=("User verification requirement of Okta Verify is not enforced",),
        severity="medium",
        fix=("SDK enrollment flow",),
        source=guide("ie-limitations"),
        detection=Detection.PROBE,
        probes=("okta_verify_does_not_require_user_verification",),
        reason=(
            "Whether code enrolls Okta Verify through the Factors API needs a scan."
        ),
        affects="code, authenticator settings",
        url=guide("oie-upgrade-api-changes"),
    ),
    Fact(
        id="limitation:factor_api_device_map",
        title="Factors API: Okta Verify not mapped to a device",
        group="custom_code",
        what_changes=(
            "Enrollments made through the Factors API have no device record",
        ),
        severity="medium",
        fix=("SDK enrollment flow",),
        source=guide("ie-limitations"),
        detection=Detection.NEEDS_TRAFFIC,
        reason="Enrolments without a device event show in the System Log.",
        affects="code",
        url=guide("oie-upgrade-api-changes"),
    ),
    Fact(
        id="limitation:factor_api_webauthn_uv",
        title="Factors API: WebAuthn user verification not enforced",
        group="custom_code",
        what_changes=(
            (
                "User verification settings of the WebAuthn/passkey authenticator "
                "are not enforced"
            ),
        ),
        severity="medium",
        fix=("SDK enrollment flow",),
        source=guide("ie-limitations"),
        detection=Detection.NEEDS_SCAN,
        reason=(
            "The method settings of the passkey authenticator are not read yet: "
            "they would need another call."
        ),
        affects="code, authenticator settings",
        url=guide("oie-upgrade-api-changes"),
    ),
    Fact(
        id="limitation:authn_recovery",
        title="Password recovery and unlock through /authn",
        group="custom_code",
        what_changes=(
            (
                "Okta Verify push as recovery method or additional verification by "
                "any enrolled MFA/SSO authenticator cannot be met: users are denied"
            ),
        ),
        severity="high",
        fix=(
            (
                "Keep a Classic-compatible option (SMS, voice, e-mail, question) "
                "for the groups of those applications, or replace the flow by the "
                "SDK"
            ),
        ),
        source=guide("ie-limitations"),
        detection=Detection.PROBE,
        probes=("recovery_works_through_the_authentication_api",),
        reason=(
            "Which application recovers passwords through /authn needs traffic "
            "or a scan."
        ),
        affects="password policy + code",
        url=guide("oie-upgrade-api-changes"),
    ),
    Fact(
        id="limitation:widget_config",
        title="Sign-In Widget configuration",
        group="custom_code",
        what_changes=("Removed objects and feature flags must leave the code",),
        severity="medium",
        fix=("Remove them; the replacement stands with each",),
        source=guide("ie-limitations"),
        detection=Detection.PROBE,
        probes=(
            "hosted_page_has_no_classic_code",
            "classic_only_labels_are_unused",
        ),
        reason="Self-hosted widgets need a scan.",
        affects="application, hosted page",
        url=guide("oie-upgrade-sign-in-widget"),
    ),
    Fact(
        id="limitation:event_type_docs",
        title="Documentation of event types",
        group="custom_code",
        what_changes=(
            ("System Log and event type pages are the reference for linking events"),
        ),
        severity="info",
        fix=("none",),
        source=guide("ie-limitations"),
        detection=Detection.MANUAL,
        look_at="The event type catalogue, when a rule is rewritten.",
        reason="It is a reference; nothing in an org can be detected.",
        affects="documentation",
        url=developer("reference/api/event-types"),
    ),
)
