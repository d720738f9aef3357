"""Hub items that are read and ticked. One table, hence long."""

from apps.facts.fact import Detection, Fact
from apps.facts.sources import support_article, upgrade_help

ACKNOWLEDGMENTS = (
    Fact(
        id="hub:OKTA_MOBILE",
        title="Okta Mobile",
        group="acknowledgment",
        what_changes=("Okta Verify replaces Okta Mobile; end-user experience changes",),
        severity="medium",
        fix=("Move users",),
        source=upgrade_help("complete-action-items"),
        detection=Detection.MANUAL,
        look_at=(
            "The list of people who use Okta Mobile, and their Okta Verify enrolments."
        ),
        reason=(
            "No API lists Okta Mobile users; the System Log gives a hint by user agent."
        ),
        affects="org in general",
    ),
    Fact(
        id="hub:O365_CUSTOM_USER_AGENT",
        title="Office 365 custom user agent",
        group="acknowledgment",
        what_changes=("password/MFA behaviour differs",),
        severity="medium",
        fix=("Test legacy clients",),
        source=upgrade_help("complete-action-items"),
        detection=Detection.PROBE,
        probes=("office_365_legacy_clients_are_known",),
        reason=(
            "Classic app sign-on rules with a custom user agent have no public API."
        ),
        affects="Office 365 application with custom user agent rules",
    ),
    Fact(
        id="hub:CUSTOM_APP_LOGIN",
        title="Custom app login",
        group="acknowledgment",
        what_changes=(
            (
                "Limited support after the upgrade; only orgs that used it before "
                "keep it"
            ),
        ),
        severity="high",
        fix=("Plan replacement",),
        source=upgrade_help("custom-app-login"),
        detection=Detection.PROBE,
        probes=("application_has_no_custom_login",),
        affects="org used custom app login",
    ),
    Fact(
        id="hub:SELF_SERVICE_REGISTRATION",
        title="Self-service registration",
        group="acknowledgment",
        what_changes=("Moves to profile enrollment",),
        severity="high",
        fix=("Configure user profile policy",),
        source=upgrade_help("complete-action-items"),
        detection=Detection.PROBE,
        probes=("self_service_registration_has_moved",),
        reason="Classic registration settings have no public API.",
        affects="SSR enabled",
    ),
    Fact(
        id="hub:CUSTOMER_HOSTED_SIGN_IN_WIDGET",
        title="Embedded Sign-In Widget detected",
        group="acknowledgment (consent)",
        what_changes=(
            (
                "Widget stays in classic mode after the upgrade; registration "
                "through features.registration breaks (not seen by telemetry); "
                "useClassicEngine: true disables self-service registration too"
            ),
        ),
        severity="high",
        fix=("embedded_widget stages",),
        source=support_article("Deployment-Model-Embedded-SIW"),
        detection=Detection.NEEDS_SCAN,
        reason=(
            "Configuration gives only hints (trusted origins with CORS); source "
            "code, traffic or a person tells."
        ),
        affects="telemetry",
    ),
    Fact(
        id="hub:CUSTOM_SIGN_IN_PAGE",
        title="Customized hosted sign-in page",
        group="acknowledgment (consent)",
        what_changes=(
            (
                "Hosted widget switches to Identity Engine automatically; check "
                "deprecated JavaScript, OktaUtil.getRequestContext (extended "
                "flows), CSS bound to the Classic DOM, SSR"
            ),
        ),
        severity="medium",
        fix=("Redirect stages",),
        source=support_article("Deployment-Model-Customized-Okta-Hosted-SIW"),
        detection=Detection.PROBE,
        probes=(
            "hosted_page_is_okta_default",
            "hosted_page_has_no_classic_code",
        ),
        affects="any change in the page code editor, also comments",
    ),
    Fact(
        id="hub:DEFAULT_HOSTED_SIGN_IN",
        title="Default hosted sign-in page",
        group="warning",
        what_changes=(
            (
                "Eligible with warning: test account activation, custom password "
                "recovery; secondary e-mail only for activation and recovery"
            ),
        ),
        severity="info",
        fix=("test",),
        source=support_article("Deployment-Model-Default-Okta-Hosted-SIW"),
        detection=Detection.PROBE,
        probes=("sign_in_page_has_a_custom_domain",),
        affects="default domain",
    ),
    Fact(
        id="hub:CUSTOMER_HOSTED_AUTHN_API",
        title="Direct Authentication API",
        group="warning",
        what_changes=(
            (
                "/authn stays in classic mode; sessionCookieRedirect with "
                "sessionToken ignores app sign-on policies (global session policy "
                "applies); check activation/recovery templates with fromURI, "
                "activationToken/recoveryToken payloads; audience unsupported"
            ),
        ),
        severity="high",
        fix=("authn_api stages",),
        source=support_article("Deployment-Model-Embedded-API"),
        detection=Detection.NEEDS_TRAFFIC,
        reason="Calls of /api/v1/authn show in the System Log and in source code.",
        affects="telemetry of /authn",
    ),
    Fact(
        id="hub:CUSTOMER_HOSTED_SDK",
        title="Embedded SDK",
        group="warning",
        what_changes=("Same checks as the API item",),
        severity="high",
        fix=("embedded_sdk stages",),
        source=support_article("Deployment-Model-Embedded-SDK"),
        detection=Detection.NEEDS_SCAN,
        reason="Packages and calls show only in source code.",
        affects="telemetry",
    ),
    Fact(
        id="hub:PASSWORD_BASED_AUTH_SESSION",
        title="Deprecated POST /api/v1/sessions use",
        group="acknowledgment (consent)",
        what_changes=(
            (
                "username/password session creation with cookieToken/cookieTokenUrl "
                "stops; affects old Snowflake drivers and Redshift ODBC below "
                "1.3.6.1000"
            ),
        ),
        severity="high",
        fix=("Update drivers",),
        source=support_article("Detected-deprecated-apiv1sessions-usage"),
        detection=Detection.NEEDS_TRAFFIC,
        reason=(
            "Drivers that open sessions show by their user agent in the System Log."
        ),
        affects="telemetry",
    ),
    Fact(
        id="hub:MFA_ENROLL_POLICY_APP_CONDITION",
        title="MFA enrollment rule with app condition",
        group="acknowledgment",
        what_changes=("Classic permissive, Identity Engine strict",),
        severity="high",
        fix=("Change the rule or accept",),
        source=support_article("Org-Summary-MFA-Policy-App-Condition"),
        detection=Detection.PROBE,
        probes=("enrollment_rules_have_no_app_condition",),
        affects="rule User is accessing = Okta or a specific application",
    ),
    Fact(
        id="hub:FACTOR_ENROLLMENT_POLICY_DO_NOT_ENROLL",
        title="Enrollment rule Do not enroll",
        group="acknowledgment (consent)",
        what_changes=(
            (
                "Password implicit on Classic, optional on Identity Engine: "
                "activation of accounts without password blocked"
            ),
        ),
        severity="high",
        fix=(
            (
                "Allow when required authenticators are missing; other option; "
                "create users with password; inbound federation exempt"
            ),
        ),
        source=support_article("factor-enrollment-policy-set-to-do-no-enroll"),
        detection=Detection.PROBE,
        probes=("enrollment_rules_do_not_forbid_enrollment",),
        affects="MFA_ENROLL rule NEVER",
    ),
    Fact(
        id="hub:EMAIL_FACTOR_POLICIES_OPTIONAL",
        title="E-mail optional (after the fix)",
        group="acknowledgment (consent)",
        what_changes=(
            (
                "Two per-policy controls: auto-enroll and recovery to unverified "
                "addresses"
            ),
        ),
        severity="low",
        fix=("confirm",),
        source=support_article("Org-Summary-Email-Optional-Enrollment"),
        detection=Detection.PROBE,
        probes=("email_enrollment_is_not_optional",),
        affects="after the feature is on",
    ),
    Fact(
        id="hub:FACTOR_SEQUENCING_RULES",
        title="Compatible factor sequencing",
        group="acknowledgment",
        what_changes=(
            (
                "Can stay enabled and be migrated; not available to orgs that never "
                "had an active chain on Classic"
            ),
        ),
        severity="medium",
        fix=("confirm",),
        source=support_article("Org-Summary-Factor-Sequencing-Rules"),
        detection=Detection.PROBE,
        probes=("no_rule_uses_factor_sequencing",),
        reason=(
            "The field of the chains is not in Okta's published API: a hit is "
            "proof, no hit is unknown."
        ),
        affects="active compatible chain",
    ),
    Fact(
        id="hub:FEATURE_ENG_SELF_SERVICE_REGISTRATION_READ_ONLY_BYPASS_PROGRESSIVE_PROFILING",
        title="Read-only SSR attributes",
        group="acknowledgment (consent)",
        what_changes=("They are dropped",),
        severity="high",
        fix=("Make them read-write, or set them in a registration/event hook",),
        source=support_article("OIE-Incompatible-FF-SELFSERVICEREGISTRATION"),
        detection=Detection.MANUAL,
        look_at=(
            "Directory > Self-Service Registration: read-only attributes of the form."
        ),
        reason=(
            "No public API shows Classic registration settings or their "
            "read-only attributes."
        ),
        affects="read-only attributes in the SSR form",
    ),
    Fact(
        id="hub:OFFICE365_PASS_CLAIM_FOR_MFA",
        title="Office 365 MFA pass claim",
        group="acknowledgment or configuration",
        what_changes=("All allow rules must require MFA",),
        severity="high",
        fix=("Change rules",),
        source=support_article("Org-Summary-OFFICE365PASSCLAIMFORMFA"),
        detection=Detection.PROBE,
        probes=("office_365_rules_require_two_factors",),
        reason="Classic app sign-on policies have no public API.",
        affects="claim enabled",
    ),
)
