"""What each planted hazard has to open in an org that has nothing but its base."""

from collections.abc import Mapping

Expected = Mapping[str, tuple[str, ...]]  # plant: "severity probe [key]", repeated

OWN_CODE = "info hosted_page_is_okta_default"
PATTERN = "hosted_page_has_no_classic_code"
PHONE = "high event_hooks_expect_moved_phone_number"
ENDED = "event_hooks_avoid_ended_events"
AWAITED = "info event_hooks_await_identity_engine_events"
ON_FACTORS = "medium enrollment_policy_uses_authenticators"
RECOVERY = "recovery_works_through_the_authentication_api"
NO_UNLOCK = "medium locked_out_people_can_unlock_themselves"
TWO_FACTORS = "high office_365_rules_require_two_factors"
DEFAULT_POLICY = "low application_does_not_rest_on_the_default_policy"
SMS_AND_VOICE = "medium sms_and_voice_enrollment_agree"
NO_PUSH = "medium okta_verify_codes_come_with_push"
DENY_PUSH = "user.mfa.okta_verify.deny_push"
CHAIN = "medium no_rule_uses_factor_sequencing"
UNCOVERED = "medium authenticators_cover_the_enrollment_policies"

SETTINGS = (  # a page that uses settings which are gone
    f"high {PATTERN} processCreds",
    f"high {PATTERN} registration",
    f"info {PATTERN} removed_flags",
    f"low {PATTERN} help_support_number",
    f"low {PATTERN} i18n_block",
    f"low {PATTERN} idps",
    f"low {PATTERN} jquery",
    f"low {PATTERN} need_help_string",
    f"low {PATTERN} recovery_token",
    f"low {PATTERN} security_image",
    f"medium {PATTERN} idpDiscovery",
)
COOKIE = (f"high {PATTERN} sessionToken", f"high {PATTERN} setCookieAndRedirect")
FLOOR = ("blocker hosted_widget_meets_the_floor",)

BOTH: Expected = {
    "iwa_routing_rule": ("blocker no_routing_rule_uses_iwa",),
    "duo_idp": (),  # a clash only where an enrollment policy uses the factor
    "smart_card_idp": ("high no_smart_card_identity_provider_is_active",) * 2,
    "dynamic_routing_rule": (),
    "factor_sequencing_chain": (CHAIN,),
    "password_only_session_rule": (),
    "mfa_enroll_app_condition": ("high enrollment_rules_have_no_app_condition",),
    "mfa_enroll_never": ("high enrollment_rules_do_not_forbid_enrollment",),
    "event_hook_phone": (
        f"{PHONE} system.sms.send_phone_verification_message",
        f"{PHONE} system.voice.send_phone_verification_call",
    ),
    "event_hook_device_trust": (
        f"medium {ENDED} user.authentication.authenticate",
        f"medium {ENDED} user.credential.enroll",
    ),
    "event_hook_unlock_token": (f"low {ENDED} user.account.unlock_token",),
    "deny_push_hook": (
        f"low event_hooks_name_known_events {DENY_PUSH}",
        f"medium event_hooks_do_not_wait_for_denied_push {DENY_PUSH}",
    ),
    "auth_via_mfa_hook": (
        "medium event_hooks_count_mfa_alike user.authentication.auth_via_mfa",
    ),
    "registration_inline_hook": (
        "high registration_hook_survives_the_upgrade",
        "high self_service_registration_has_moved",
    ),
    "customised_page_of_nulls": (),
    "classic_default_application": ("low brand_has_no_default_application",),
    "custom_app_login": ("high application_has_no_custom_login",) * 2,
    "token_of_a_leaver": (),  # no call tells whether an owner left: unknown
}
CLASSIC: Expected = {
    **BOTH,
    "factor_sequencing_invalid_chain": (
        "blocker factor_sequencing_chains_are_valid 0",
        CHAIN,
    ),
    "mfa_enroll_at_sign_in": ("low enrollment_rules_do_not_single_out_sign_in",),
    "enrollment_policy_on_factors": (NO_PUSH,),
    "email_optional": ("high email_enrollment_is_not_optional", SMS_AND_VOICE),
    "sms_and_call_differ": (SMS_AND_VOICE,),
    "otp_without_push": (NO_PUSH,),
    "duo_factor": (),
    "identity_engine_event_hook": (
        f"{AWAITED} device.enrollment.create",
        f"{AWAITED} security.authenticator.lifecycle.activate",
    ),
    "old_widget_brand": (*FLOOR, OWN_CODE),
    "pinned_generation_two_brand": (OWN_CODE,),
    "customised_page_with_setcookie": (*COOKIE, OWN_CODE),
    "customised_page_with_removed_settings": (*SETTINGS, OWN_CODE),
    "customised_page_on_classic_engine": (f"low {PATTERN} useClassicEngine", OWN_CODE),
    "classic_help_texts": (
        OWN_CODE,
        "low classic_only_labels_are_unused classicFooterHelpTitle",
        "low classic_only_labels_are_unused classicRecoveryFlowEmailOrUsernameLabel",
    ),
    "o365": (),  # app sign-on policies of Classic cannot be read
    "embedded_application_without_grant": (),
}
IDENTITY_ENGINE: Expected = {
    **BOTH,
    "factor_sequencing_invalid_chain": (CHAIN,),  # the upgrade lies behind it
    "any_factor_session_rule": ("high global_session_rules_ask_for_a_second_factor",),
    "recovery_push_only": (f"blocker {RECOVERY} only_push", NO_UNLOCK),
    "recovery_any_authenticator": (f"high {RECOVERY} any_authenticator", NO_UNLOCK),
    "recovery_auth_policy": (f"high {RECOVERY} auth_policy", NO_UNLOCK),
    "progressive_profiling": (),
    "self_service_registration": ("low progressive_profiling_is_decided",),
    "attached_registration_hook": ("low progressive_profiling_is_decided",),
    "default_policy_with_one_factor": (),  # no Office 365 rests on it
    "mfa_enroll_at_sign_in": (),
    "enrollment_policy_on_factors": (ON_FACTORS, NO_PUSH),
    "email_optional": (
        "low email_enrollment_is_not_optional",
        ON_FACTORS,
        SMS_AND_VOICE,
    ),
    "sms_and_call_differ": (ON_FACTORS, SMS_AND_VOICE),
    "otp_without_push": (ON_FACTORS, NO_PUSH),
    "duo_factor": (UNCOVERED, ON_FACTORS),
    "okta_verify_fips": (),  # a requirement alone breaks nothing: unknown
    "okta_verify_user_verification": (),
    "email_authenticator_off": (
        UNCOVERED,
        UNCOVERED,
        "medium email_authenticator_is_active",
    ),
    "old_widget_brand": FLOOR,
    "pinned_generation_two_brand": (),
    "customised_page_with_setcookie": COOKIE,
    "customised_page_with_removed_settings": SETTINGS,
    "customised_page_on_classic_engine": (f"low {PATTERN} useClassicEngine",),
    "o365": (DEFAULT_POLICY,),
    "o365_with_one_factor": (TWO_FACTORS,),
    "embedded_application_without_grant": (DEFAULT_POLICY,),
    "embedded_application_with_grant": (),
    # A missing grant is a step that is not done, never a finding.
    "interaction_code_missing_on_rule": (),
    "inactive_policy_with_grant": (),
    "inactive_rule_with_grant": (),
}
OPENS: Mapping[str, Expected] = {
    "classic": CLASSIC,
    "identity_engine": IDENTITY_ENGINE,
}

# Steps that were proven (or did not apply) before the plant: "stage state".
BOTH_TURN: Expected = {
    "event_hook_device_trust": ("org_event_hooks reopened",),
    "event_hook_unlock_token": ("org_event_hooks reopened",),
}
CONVERSION = ("org_enroll_policy_conversion reopened",)
TURNS: Mapping[str, Expected] = {
    "classic": {
        **BOTH_TURN,
        "iwa_routing_rule": ("org_delete_iwa_rules reopened", "org_upgraded blocked"),
        "factor_sequencing_invalid_chain": ("org_upgraded blocked",),
        "old_widget_brand": ("org_upgraded blocked",),
        "registration_inline_hook": ("org_registration_hook waiting",),
    },
    "identity_engine": {
        **BOTH_TURN,
        "iwa_routing_rule": ("org_delete_iwa_rules reopened",),
        "registration_inline_hook": ("org_registration_hook not_started",),
        "attached_registration_hook": ("org_registration_hook proven",),
        "enrollment_policy_on_factors": CONVERSION,
        "email_optional": CONVERSION,
        "sms_and_call_differ": CONVERSION,
        "otp_without_push": CONVERSION,
        "duo_factor": CONVERSION,
        "interaction_code_missing_on_rule": ("as_interaction_code_grant reopened",),
    },
}
