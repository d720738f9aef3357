"""Limitations of custom code and hooks: sign in and hooks. One table, hence long."""

from apps.facts.fact import Detection, Fact
from apps.facts.sources import guide

SIGN_IN_AND_HOOKS = (
    Fact(
        id="limitation:custom_login_page_embed_links",
        title="Custom sign-in page for embedded app links",
        group="custom_code",
        what_changes=(
            "A custom login page for app embed links is not supported",
            (
                "A user who clicks an embed link is evaluated by the global session "
                "policy (Okta sign-on policy)"
            ),
            (
                "Orgs that actively used custom app login before the upgrade can go "
                "on using it (2026 docs)"
            ),
        ),
        severity="high",
        fix=(
            "Customize the Okta-hosted page",
            "Or an IdP routing rule for the application",
        ),
        source=guide("ie-limitations"),
        detection=Detection.PROBE,
        probes=("application_has_no_custom_login",),
        affects="application",
        url=guide("ie-limitations"),
    ),
    Fact(
        id="limitation:event_types_device_trust",
        title=(
            "Event types user.authentication.authenticate and "
            "user.credential.enroll unavailable"
        ),
        group="custom_code",
        what_changes=(
            "Not available because Classic Device Trust is not supported",
            "Hooks on them receive nothing",
        ),
        severity="medium",
        fix=("Remove or replace the subscription",),
        source=guide("ie-limitations"),
        detection=Detection.PROBE,
        probes=("event_hooks_avoid_ended_events",),
        reason="Log streams, SIEM rules and Workflows are not read.",
        affects="event hook, log stream, SIEM rule",
        url=guide("oie-upgrade-event-hooks"),
    ),
    Fact(
        id="limitation:event_type_unlock_token",
        title="Event type user.account.unlock_token unavailable",
        group="custom_code",
        what_changes=("No longer triggered",),
        severity="low",
        fix=("remove; user.account.unlock exists for unlocks",),
        source=guide("ie-limitations"),
        detection=Detection.PROBE,
        probes=("event_hooks_avoid_ended_events",),
        reason="Log streams and SIEM rules are not read.",
        affects="event hook, log stream, SIEM rule",
        url=guide("oie-upgrade-event-hooks"),
    ),
    Fact(
        id="limitation:event_types_ie_only",
        title="Event types that only exist on Identity Engine",
        group="custom_code",
        what_changes=(
            (
                "Earlier edition: device.enrollment.create, "
                "user.mfa.factor.suspend, user.mfa.factor.unsuspend, "
                "security.authenticator.lifecycle.activated, "
                "security.authenticator.lifecycle.deactivate"
            ),
            (
                "2026 list adds "
                "device.lifecycle.activate/deactivate/delete/suspend/unsuspend, "
                "device.user.add, device.user.remove, "
                "security.authenticator.lifecycle.create/update"
            ),
            (
                "The catalogue spells it security.authenticator.lifecycle.activate: "
                "accept both spellings when matching text"
            ),
        ),
        severity="info",
        fix=("Subscribe after the upgrade when useful",),
        source=guide("ie-limitations"),
        detection=Detection.PROBE,
        probes=("event_hooks_await_identity_engine_events",),
        affects="event hook",
        url=guide("oie-upgrade-event-hooks"),
    ),
    Fact(
        id="limitation:mobilephone_target_id",
        title="Phone events: target MobilePhone",
        group="custom_code",
        what_changes=(
            (
                "Events system.sms.send_phone_verification_message and "
                "system.voice.send_phone_verification_call"
            ),
            (
                "Earlier edition: target.id of type MobilePhone is a simulated "
                "placeholder (on Classic unique per number, usable to link events): "
                "use target.alternateId"
            ),
            (
                "2026 event hook guide: no MobilePhone target any more; number in "
                "debugContext.debugData.phoneNumber, code in "
                "debugContext.debugData.countryCallingCode, provider in smsProvider"
            ),
        ),
        severity="high",
        fix=(
            (
                "Receiver reads debugData.phoneNumber first, then "
                "target.alternateId; never target.id"
            ),
        ),
        source=guide("ie-limitations"),
        detection=Detection.PROBE,
        probes=("event_hooks_expect_moved_phone_number",),
        reason="The receiver's code is not read; a person confirms it.",
        affects="event hook receiver, log stream, SIEM rule",
        url=guide("oie-upgrade-event-hooks"),
    ),
    Fact(
        id="limitation:help_support_number",
        title="Help support number",
        group="custom_code",
        what_changes=(
            (
                "Not shown when a user cannot use an authenticator; only the list "
                "of other authenticators"
            ),
        ),
        severity="low",
        fix=(
            (
                "Tell the help desk; custom link on the sign-in page "
                "(authenticatorPageCustomLinkLabel/Url)"
            ),
        ),
        source=guide("ie-limitations"),
        detection=Detection.PROBE,
        probes=("hosted_page_has_no_classic_code",),
        reason=(
            "Self-hosted widgets need a scan; the org's support settings have "
            "no public API."
        ),
        affects="org, widget config",
        url=guide("ie-limitations"),
    ),
    Fact(
        id="limitation:piv",
        title="Personal Identity Verification / smart card",
        group="custom_code",
        what_changes=(
            "Earlier edition: not supported",
            (
                "Now: smart card is available as the smart_card_idp authenticator, "
                "the widget piv object is Classic only"
            ),
        ),
        severity="high",
        fix=(
            (
                "Ask Okta whether the org qualifies; plan the Smart Card IdP "
                "authenticator"
            ),
        ),
        source=guide("ie-limitations"),
        detection=Detection.PROBE,
        probes=("no_smart_card_identity_provider_is_active",),
        affects="identity provider",
        url="https://help.okta.com/okta_help.htm?id=ext-idp-smart-card-workflow",
    ),
    Fact(
        id="limitation:reset_factor_email",
        title="Reset Factor API: e-mail enrollment",
        group="custom_code",
        what_changes=(
            "Verified primaryEmail counts as e-mail enrollment",
            "GET factors always returns it as ACTIVE e-mail factor",
            (
                "Resetting it with the Classic call is discouraged and pointless: "
                "e-mail auto-enrolls"
            ),
            (
                "Usable for recovery only or for authentication and recovery, "
                "depending on the e-mail authenticator, which must be ACTIVE"
            ),
        ),
        severity="medium",
        fix=("Do not use reset for e-mail; handle the extra factor in lists",),
        source=guide("ie-limitations"),
        detection=Detection.PROBE,
        probes=("email_authenticator_is_active",),
        reason="Code that resets factors needs a scan.",
        affects="code that manages factors",
        url=guide("oie-upgrade-api-changes"),
    ),
    Fact(
        id="limitation:reset_factor_question",
        title="Reset Factor API: question enrollment",
        group="custom_code",
        what_changes=(
            "No separate questions for MFA and recovery",
            (
                "GET factors returns the recovery question when no MFA question is "
                "enrolled"
            ),
            (
                "After a full reset the recovery question is listed again (Classic: "
                "not listed)"
            ),
            (
                "When both are used the first reset_factors call only resets the "
                "MFA question; a second call resets the recovery question"
            ),
        ),
        severity="medium",
        fix=(
            (
                "Call reset_factors twice when both must go; do not fail on the "
                "extra factor"
            ),
        ),
        source=guide("ie-limitations"),
        detection=Detection.NEEDS_SCAN,
        reason="Only the source code shows it.",
        affects="code that manages factors",
        url=guide("oie-upgrade-api-changes"),
    ),
    Fact(
        id="limitation:self_service_registration",
        title="Self-Service Registration feature",
        group="custom_code",
        what_changes=(
            (
                "Replaced by the user profile (profile enrollment) policy: "
                "attributes for Sign up, groups after authentication"
            ),
            (
                "Only read-write attributes in the form; read-only and hidden ones "
                "are not migrated"
            ),
            "POST /api/v1/registration not supported",
            "Progressive profiling off by default",
        ),
        severity="high",
        fix=(
            ("Make attributes read-write or set them in a registration or event hook"),
            (
                "Configure the user profile policy; max 10 attributes, one rule per "
                "policy, up to 500 policies"
            ),
        ),
        source=guide("ie-limitations"),
        detection=Detection.PROBE,
        probes=(
            "self_service_registration_has_moved",
            "registration_policies_keep_their_limits",
            "progressive_profiling_is_decided",
        ),
        reason=(
            "Classic registration settings and their read-only or hidden "
            "attributes have no public API."
        ),
        affects="org, application, widget",
        url=guide("ie-limitations"),
    ),
    Fact(
        id="limitation:sessions_api",
        title="Sessions APIs",
        group="custom_code",
        what_changes=(
            (
                "Earlier edition: GET /api/v1/sessions/{id}, POST "
                "/api/v1/sessions/{id}/lifecycle/refresh, DELETE "
                "/api/v1/sessions/{id}, POST "
                "/api/v1/users/me/lifecycle/delete_sessions not supported"
            ),
            (
                "Applications whose session handling stays entirely inside "
                "v1/sessions may go on working"
            ),
            (
                "Release notes repaired idx handling: DELETE session and users/me "
                "delete_sessions (2025.08.4), GET session and refresh (2025.10.1), "
                "deletion of both sessions (2025.11.3), DELETE /sessions/me 404 "
                "(2026.06.0)"
            ),
        ),
        severity="high",
        fix=(
            "Move to /api/v1/sessions/me or tokens",
            "Test on preview: behaviour depends on the release",
        ),
        source=guide("ie-limitations"),
        detection=Detection.NEEDS_TRAFFIC,
        reason=(
            "Calls below /api/v1/sessions show in the System Log and in source code."
        ),
        affects="code",
        url=guide("ie-limitations"),
    ),
)
