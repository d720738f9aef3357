"""Limitations of administration: administration. Data only."""

from apps.facts.fact import Detection, Fact
from apps.facts.sources import support_article, upgrade_help

ADMINISTRATION = (
    Fact(
        id="limitation:active_endpoint_jit",
        title="Active Endpoint (Exchange ActiveSync / legacy auth): no JIT",
        group="administration",
        what_changes=(
            (
                "No user creation, reactivation or profile refresh at sign-in from "
                "AD/LDAP"
            ),
            "Users sign in first in a browser or a newer Microsoft client",
        ),
        severity="medium",
        fix=("Modern authentication",),
        source=upgrade_help("limitations"),
        detection=Detection.PROBE,
        probes=("office_365_legacy_clients_are_known",),
        reason=(
            "Use of legacy authentication shows only in the System Log; "
            "directory agents are not read yet, that would need another call."
        ),
        affects="Office 365 application, AD/LDAP",
        url=upgrade_help("limitations"),
    ),
    Fact(
        id="limitation:admin_webauthn",
        title="Admin-initiated WebAuthn enrollment",
        group="administration",
        what_changes=(
            ("Admins cannot enroll a security key for a user in the Admin Console"),
        ),
        severity="low",
        fix=("User enrolls; temporary access code",),
        source=upgrade_help("limitations"),
        detection=Detection.MANUAL,
        look_at="How the help desk enrolls security keys for people.",
        reason="It is a habit of people; no API shows it.",
        affects="process",
        url=upgrade_help("limitations"),
    ),
    Fact(
        id="limitation:mfa_enroll_app_condition",
        title="App condition in MFA enrollment policy",
        group="administration",
        what_changes=(
            (
                "Policy cannot target applications; it is evaluated at each Okta "
                "sign-in and asks for required authenticators"
            ),
            "Classic was permissive, Identity Engine strict",
        ),
        severity="high",
        fix=(
            (
                "Change the rule to any application before the upgrade or accept "
                "the prompt"
            ),
        ),
        source=upgrade_help("limitations"),
        detection=Detection.PROBE,
        probes=("enrollment_rules_have_no_app_condition",),
        affects="policy",
        url=upgrade_help("limitations"),
    ),
    Fact(
        id="limitation:last_used_mfa",
        title="Last used MFA method not remembered",
        group="administration",
        what_changes=(
            ("All options are shown; the last used method is not (always) preselected"),
        ),
        severity="low",
        fix=("User communication",),
        source=upgrade_help("limitations"),
        detection=Detection.MANUAL,
        look_at="What users are told about the sign-in page.",
        reason="It is what users see; nothing in an org can be detected.",
        affects="user experience",
        url=upgrade_help("limitations"),
    ),
    Fact(
        id="limitation:new_mfa_enroll_do_not_enroll",
        title="Enrollment rule set to Do not enroll",
        group="administration",
        what_changes=(
            (
                "Password can become optional: activation of accounts without "
                "password blocked"
            ),
            "Validator FACTOR_ENROLLMENT_POLICY_DO_NOT_ENROLL",
        ),
        severity="high",
        fix=(
            "Allow enrollment if required authenticators are missing",
            "Create users with a password",
            "Inbound federation is exempt",
        ),
        source=support_article("factor-enrollment-policy-set-to-do-no-enroll"),
        detection=Detection.PROBE,
        probes=("enrollment_rules_do_not_forbid_enrollment",),
        affects="policy",
        url=support_article("factor-enrollment-policy-set-to-do-no-enroll"),
    ),
    Fact(
        id="limitation:email_optional",
        title="E-mail factor as optional factor",
        group="administration",
        what_changes=(
            (
                "Validator EMAIL_FACTOR_POLICIES (configuration), then "
                "EMAIL_FACTOR_POLICIES_OPTIONAL (consent)"
            ),
        ),
        severity="high",
        fix=(
            (
                "Enable the self-service feature for optional e-mail enrollment, or "
                "set e-mail to Required or Disabled"
            ),
        ),
        source=support_article("Org-Summary-Email-Optional-Enrollment"),
        detection=Detection.PROBE,
        probes=("email_enrollment_is_not_optional",),
        affects="policy, org feature",
        url=support_article("Org-Summary-Email-Optional-Enrollment"),
    ),
    Fact(
        id="limitation:factor_sequencing",
        title="Factor sequencing",
        group="administration",
        what_changes=(
            "Replaced by assurance in app sign-in policies",
            (
                "A chain with Okta Verify + Okta Verify push, or phone voice + SMS, "
                "blocks the upgrade (FACTOR_SEQUENCING_NO_SAME_ENROLLMENT)"
            ),
            (
                "Compatible chains can stay and be migrated; not offered to orgs "
                "without an active chain on Classic"
            ),
            (
                "Widget test guide says factor sequencing is unsupported: remove "
                "customizations"
            ),
        ),
        severity="high",
        fix=("Edit the rule or open it and press Update Rule unchanged",),
        source=support_article("Org-Summary-Factor-Sequencing-Rules"),
        detection=Detection.PROBE,
        probes=(
            "factor_sequencing_chains_are_valid",
            "no_rule_uses_factor_sequencing",
        ),
        reason=(
            "The field of the chains is not in Okta's published API: a hit is "
            "proof, no hit is unknown."
        ),
        affects="policy",
        url=support_article(
            "invalid-factor-sequencing-chain-blocks-okta-identity-engine-upgrade"
        ),
    ),
    Fact(
        id="limitation:duo_name_clash",
        title="IdP named Duo Security with Duo factor",
        group="administration",
        what_changes=("Upgrade error",),
        severity="blocker",
        fix=("Rename the IdP",),
        source=upgrade_help("rename-duo-security"),
        detection=Detection.PROBE,
        probes=("no_identity_provider_is_named_duo_security",),
        affects="identity provider",
        url=upgrade_help("rename-duo-security"),
    ),
    Fact(
        id="limitation:o365_pass_claim",
        title="Office 365 MFA pass claim",
        group="administration",
        what_changes=(
            (
                "All allow rules of the Office 365 policy must require MFA "
                "explicitly for the claim to be sent (OFFICE365PASSCLAIMFORMFA)"
            ),
        ),
        severity="high",
        fix=("Change the rules",),
        source=support_article("Org-Summary-OFFICE365PASSCLAIMFORMFA"),
        detection=Detection.PROBE,
        probes=("office_365_rules_require_two_factors",),
        reason="Classic app sign-on policies have no public API.",
        affects="application policy",
        url=support_article("Org-Summary-OFFICE365PASSCLAIMFORMFA"),
    ),
    Fact(
        id="limitation:o365_custom_user_agent",
        title="Office 365 custom user agent",
        group="administration",
        what_changes=("password/MFA behaviour changes",),
        severity="medium",
        fix=("acknowledge; test legacy clients",),
        source=upgrade_help("complete-action-items"),
        detection=Detection.PROBE,
        probes=("office_365_legacy_clients_are_known",),
        reason=(
            "Classic app sign-on rules with a custom user agent have no public API."
        ),
        affects="application policy",
        url=upgrade_help("complete-action-items"),
    ),
)
