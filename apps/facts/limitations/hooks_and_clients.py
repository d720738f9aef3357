"""Changes of APIs: hooks and clients. Data only."""

from apps.facts.fact import Detection, Fact
from apps.facts.sources import developer, guide, upgrade_help

HOOKS_AND_CLIENTS = (
    Fact(
        id="limitation:email_authenticator_delete_bug",
        title="Orgs migrated without MFA: deleting the e-mail authenticator",
        group="api_changes",
        what_changes=(
            (
                "After the deletion self-service registration required the recovery "
                "authenticator (OKTA-1216937, fixed 2026.07.2)"
            ),
        ),
        severity="low",
        fix=("update/verify",),
        source=developer("release-notes/2026-okta-identity-engine"),
        detection=Detection.PROBE,
        probes=("email_authenticator_is_active",),
        affects="org",
        url=developer("release-notes/2026-okta-identity-engine"),
    ),
    Fact(
        id="limitation:mfa_via_event",
        title="user.authentication.auth_via_mfa counts differently",
        group="api_changes",
        what_changes=(
            ("Classic: second factor only; Identity Engine: primary and second factor"),
        ),
        severity="medium",
        fix=("Adapt filters",),
        source=developer("reference/api/event-types"),
        detection=Detection.PROBE,
        probes=("event_hooks_count_mfa_alike",),
        reason="Log streams, SIEM rules and reports are not read.",
        affects="SIEM rule, report",
        url=developer("reference/api/event-types"),
    ),
    Fact(
        id="limitation:deny_push_event",
        title="user.mfa.okta_verify.deny_push",
        group="api_changes",
        what_changes=(
            (
                "Only for Classic calls; Identity Engine reports "
                "user.authentication.auth_via_mfa with reason INVALID_CREDENTIALS"
            ),
        ),
        severity="medium",
        fix=("Adapt rules",),
        source=developer("reference/api/event-types"),
        detection=Detection.PROBE,
        probes=("event_hooks_do_not_wait_for_denied_push",),
        reason="SIEM rules are not read.",
        affects="SIEM rule, hook",
        url=developer("reference/api/event-types"),
    ),
    Fact(
        id="limitation:registration_hook",
        title="Registration inline hook request",
        group="api_changes",
        what_changes=(
            (
                "requestType added; progressive.profile is new; place of activation "
                "moved"
            ),
            "Existing receivers may be incompatible",
        ),
        severity="high",
        fix=("Branch on requestType; activate in the user profile policy",),
        source=guide("oie-upgrade-registration-inline-hook"),
        detection=Detection.PROBE,
        probes=("registration_hook_survives_the_upgrade",),
        reason="The receiver's code is not read.",
        affects="inline hook receiver",
        url=guide("oie-upgrade-registration-inline-hook"),
    ),
    Fact(
        id="limitation:enroll_policy_schema",
        title="MFA_ENROLL settings schema",
        group="api_changes",
        what_changes=("Factors or authenticators (two schemas)",),
        severity="high",
        fix=("Parser for both schemas",),
        source=guide("oie-upgrade-mfa-enroll-policy"),
        detection=Detection.PROBE,
        probes=(
            "enrollment_policy_uses_authenticators",
            "enrollment_policies_use_convertible_factors",
            "enrollment_policies_ask_no_consent",
            "active_factors_have_an_authenticator",
        ),
        reason="Code and Terraform that manage policies need a scan.",
        affects="policy, code, Terraform",
        url=guide("oie-upgrade-mfa-enroll-policy"),
    ),
    Fact(
        id="limitation:authorize_200",
        title="Authorize answers 200 instead of 302",
        group="api_changes",
        what_changes=(
            (
                "non-browser clients that follow the authorize redirect get an HTML "
                "page with a JavaScript redirect"
            ),
        ),
        severity="medium",
        fix=("API flow instead of scraping",),
        source=upgrade_help("sign-in-flows"),
        detection=Detection.NEEDS_TRAFFIC,
        reason="Sign-ins by non-browser user agents show in the System Log.",
        affects="scripts, CLI tools",
        url=developer("journeys/OCI-prepare-upgrade-oie/main"),
    ),
    Fact(
        id="limitation:aws_cli",
        title="AWS command line tools",
        group="api_changes",
        what_changes=("Okta AWS CLI helpers that use /authn are not supported",),
        severity="medium",
        fix=("Move to a supported tool (device authorization / OIDC)",),
        source=upgrade_help("pre-upgrade-checklist"),
        detection=Detection.NEEDS_TRAFFIC,
        reason="Non-browser sign-ins to AWS applications show in the System Log.",
        affects="tool",
        url=upgrade_help("pre-upgrade-checklist"),
    ),
)
