"""Features that change: feature changes. Data only."""

from apps.facts.fact import Detection, Fact
from apps.facts.sources import developer, guide, upgrade_help

FEATURE_CHANGES = (
    Fact(
        id="limitation:app_sign_on_policy",
        title="App sign-on policy becomes app sign-in (authentication) policy",
        group="feature_changes",
        what_changes=(
            "Policies can be shared by applications",
            (
                "User inclusion/exclusion and not-in-zone conditions are migrated "
                "but cannot be configured afterwards"
            ),
            ("Client access policies migrated; trusted/untrusted device rules are not"),
            "OIDC applications are evaluated at authorize",
        ),
        severity="high",
        fix=("Compare rule by rule",),
        source=upgrade_help("app-sign-on-policy-changes"),
        detection=Detection.PROBE,
        probes=(
            "access_rules_can_still_be_edited",
            "application_does_not_rest_on_the_default_policy",
        ),
        reason=(
            "Classic app sign-on policies and their rules have no public API to "
            "compare with."
        ),
        affects="policy",
        url=upgrade_help("app-sign-on-policy-changes"),
    ),
    Fact(
        id="limitation:okta_sign_on_policy",
        title="Okta sign-on policy becomes global session policy",
        group="feature_changes",
        what_changes=(
            (
                "Establish the user session with = A password (keeps password or "
                "external IdP)"
            ),
            "MFA = Required is kept when it was required",
            (
                "New: any factor used to meet the authentication policy "
                "requirements (passwordless)"
            ),
            (
                "Before a passwordless change: require a second factor for each "
                "application, otherwise Admin Console and dashboard open with one "
                "factor"
            ),
        ),
        severity="high",
        fix=("Audit application policies first",),
        source=upgrade_help("okta-sign-on-policy-changes"),
        detection=Detection.PROBE,
        probes=("global_session_rules_ask_for_a_second_factor",),
        affects="policy",
        url=upgrade_help("okta-sign-on-policy-changes"),
    ),
    Fact(
        id="limitation:both_policies",
        title="Two policies must be satisfied",
        group="feature_changes",
        what_changes=(
            (
                "Global session policy and app sign-in policy both count; Classic "
                "evaluated one depending on where the user signed in"
            ),
            (
                "two-factor means two distinct factor types (knowledge, possession, "
                "inherence)"
            ),
        ),
        severity="high",
        fix=("Test user per rule",),
        source=developer("concepts/oie-intro"),
        detection=Detection.NEEDS_TRAFFIC,
        reason=(
            "Evaluations of both policies show in the System Log "
            "(policy.evaluate_sign_on)."
        ),
        affects="policy",
        url=developer("concepts/policies"),
    ),
    Fact(
        id="limitation:mfa_enroll_policy_changes",
        title="MFA enrollment policy behaviour",
        group="feature_changes",
        what_changes=(
            "Phone = SMS and voice together",
            (
                "Recovery can force an enrollment even when the authenticator is "
                "disabled"
            ),
            "Groups with TOTP only get TOTP and push",
            "First challenge and sign-in enrollment are no longer distinguished",
        ),
        severity="medium",
        fix=("Decide per policy before converting",),
        source=upgrade_help("mfa-enrollment-policy-changes"),
        detection=Detection.PROBE,
        probes=(
            "sms_and_voice_enrollment_agree",
            "okta_verify_codes_come_with_push",
            "enrollment_rules_do_not_single_out_sign_in",
            "authenticators_cover_the_enrollment_policies",
        ),
        affects="policy",
        url=upgrade_help("mfa-enrollment-policy-changes"),
    ),
    Fact(
        id="limitation:password_reset_changes",
        title="Password reset and account recovery",
        group="feature_changes",
        what_changes=(
            "Welcome wizard gone",
            "LOCKED_OUT users cannot reset their password",
            "any-authenticator verification needs two types",
            "MFA question and recovery question handled together",
        ),
        severity="medium",
        fix=("communication; unlock first",),
        source=upgrade_help("password-reset-account-recovery"),
        detection=Detection.PROBE,
        probes=("locked_out_people_can_unlock_themselves",),
        reason="What the help desk tells people is not in an org.",
        affects="policy, user experience",
        url=upgrade_help("password-reset-account-recovery"),
    ),
    Fact(
        id="limitation:app_intent_links",
        title="App intent links",
        group="feature_changes",
        what_changes=(
            "App link hosts the widget, no redirect to login.htm",
            "App links share a rate limit bucket",
        ),
        severity="medium",
        fix=("Adapt monitors and proxies",),
        source=developer("concepts/oie-intro"),
        detection=Detection.NEEDS_SCAN,
        reason="Links and monitors that name /login/login.htm show in source code.",
        affects="integration, monitoring",
        url=developer("concepts/oie-intro"),
    ),
    Fact(
        id="limitation:email_templates",
        title="E-mail templates",
        group="feature_changes",
        what_changes=(
            (
                "Variables differ; activation/recovery templates with fromURI must "
                "be checked"
            ),
        ),
        severity="medium",
        fix=("re-test each customized template",),
        source="https://help.okta.com/okta_help.htm?type=oie&id=email-enhancements",
        detection=Detection.MANUAL,
        look_at=(
            "Customizations > Brands > Emails: each customized template, above "
            "all activation and recovery with fromURI."
        ),
        reason="Not read yet: it would need another call per brand and template.",
        affects="brand",
        url=developer("journeys/OCI-prepare-upgrade-oie/main"),
    ),
    Fact(
        id="limitation:captcha",
        title="CAPTCHA types",
        group="feature_changes",
        what_changes=("Only hCaptcha invisible and reCAPTCHA v2 invisible",),
        severity="low",
        fix=("Choose a supported type",),
        source=developer("concepts/oie-intro"),
        detection=Detection.MANUAL,
        look_at=(
            "Security > General > CAPTCHA integration: only hCaptcha invisible "
            "and reCAPTCHA v2 invisible stay."
        ),
        reason="Not read yet: it would need another call.",
        affects="org",
        url=developer("concepts/oie-intro"),
    ),
    Fact(
        id="limitation:security_image",
        title="Security image",
        group="feature_changes",
        what_changes=("removed",),
        severity="low",
        fix=("communication",),
        source=guide("oie-upgrade-sign-in-widget"),
        detection=Detection.PROBE,
        probes=("hosted_page_has_no_classic_code",),
        reason=(
            "Self-hosted widgets need a scan; what users are told is not in an org."
        ),
        affects="user experience",
        url=guide("oie-upgrade-sign-in-widget"),
    ),
    Fact(
        id="limitation:enroll_requires_mfa",
        title="Enrolling another authenticator needs MFA",
        group="feature_changes",
        what_changes=("An IdP sign-in counts as one factor",),
        severity="low",
        fix=("communication",),
        source=upgrade_help("mfa-enrollment-policy-changes"),
        detection=Detection.MANUAL,
        look_at="The test users: enroll another authenticator after the upgrade.",
        reason="It is how sign-in behaves; nothing in an org can be detected.",
        affects="user experience",
        url=upgrade_help("mfa-enrollment-policy-changes"),
    ),
    Fact(
        id="limitation:other_feature_pages",
        title="Other feature-change pages to read",
        group="feature_changes",
        what_changes=(
            (
                "Okta Verify, phone authenticator, secondary e-mail, security "
                "question, end-user settings, global redirect, suspicious activity "
                "reporting, inbound federation flow"
            ),
        ),
        severity="info",
        fix=("Help pages linked in the preparation journey",),
        source=developer("journeys/OCI-prepare-upgrade-oie/main"),
        detection=Detection.MANUAL,
        look_at="The help pages named in Okta's preparation journey.",
        reason="They are pages to read; nothing in an org can be detected.",
        affects="org",
        url=developer("journeys/OCI-prepare-upgrade-oie/main"),
    ),
)
