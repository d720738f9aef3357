"""Symptoms of the old APIs and of hooks. Data only."""

from apps.facts.fact import Witness
from apps.facts.sources import guide, support_article, upgrade_help
from apps.facts.symptoms.symptom import Cause, Decides, Symptom

APIS: tuple[Symptom, ...] = (
    Symptom(
        id="recovery_denied",
        title="Password recovery through the API denied",
        patterns=("recovery.{0,200}(denied|not (allowed|permitted))",),
        surfaces=("authn API",),
        causes=(
            Cause(
                text="Policy requires push or any enrolled authenticator",
                confirms="Methods = push only, or stepUp.required with no methods",
                rules_out="Classic-compatible method",
                fix="Change the rule, or move to an SDK",
                probes=("recovery_works_through_the_authentication_api",),
                stages=("authn_pre_upgrade_fixes", "replace_password_recovery"),
            ),
        ),
        source=upgrade_help("limitations"),
        url=guide("oie-upgrade-api-changes"),
    ),
    Symptom(
        id="audience_fails",
        title="Calls with audience fail",
        patterns=("audience",),
        surfaces=("authn API",),
        causes=(
            Cause(
                text="The parameter is not supported",
                confirms="Audience in body",
                rules_out="It is absent",
                fix="Remove it",
                witness=Witness.SOURCE_CODE,
                left_open="Only the application's code and its package files show it.",
                stages=("authn_pre_upgrade_fixes",),
            ),
        ),
        source=upgrade_help("limitations"),
        url=guide("oie-upgrade-api-changes"),
    ),
    Symptom(
        id="cookie_token_fails",
        title="CookieToken session creation fails (Snowflake, Redshift, scripts)",
        patterns=("cookieToken",),
        surfaces=("sessions API",),
        causes=(
            Cause(
                text="Not supported on Identity Engine",
                confirms="POST /api/v1/sessions by driver user agent",
                rules_out="There is none",
                fix=(
                    "Update driver (Snowflake .NET PR 578, Redshift ODBC >= 1.3.6.1000)"
                ),
                engine="identity_engine",
                witness=Witness.TRAFFIC,
                left_open="Only the System Log shows who calls /api/v1/sessions.",
            ),
        ),
        source="https://github.com/snowflakedb/snowflake-connector-net/pull/578",
        url=support_article("Detected-deprecated-apiv1sessions-usage"),
    ),
    Symptom(
        id="session_not_found",
        title="404 or wrong result of /api/v1/sessions/{id}",
        patterns=(
            "E0000007.{0,200}session",
            "Not found: Resource not found.{0,200}Session",
        ),
        surfaces=("sessions API",),
        causes=(
            Cause(
                text="Idx session not reachable by session id",
                confirms="The code calls /api/v1/sessions/{id}",
                rules_out="There is none",
                fix="Use /sessions/me or tokens",
                witness=Witness.SOURCE_CODE,
                left_open="Only the application's code and its package files show it.",
            ),
        ),
        source=upgrade_help("limitations"),
        url=support_article("v1sessionssessionid-API"),
    ),
    Symptom(
        id="sessions_me_no_idp",
        title="Idp missing in /sessions/me",
        surfaces=("sessions API",),
        causes=(
            Cause(
                text="The response changed",
                confirms="Reads .idp",
                rules_out="It does not",
                fix="Read the claims of the token",
                witness=Witness.SOURCE_CODE,
                left_open="Only the application's code and its package files show it.",
            ),
        ),
        source=guide("oie-upgrade-api-changes"),
        url=guide("oie-upgrade-api-changes"),
    ),
    Symptom(
        id="hook_no_phone",
        title="Event hook receiver finds no phone number",
        patterns=("MobilePhone",),
        surfaces=("event hook",),
        causes=(
            Cause(
                text="Number moved to debugContext.debugData",
                confirms="Hook on the two phone events",
                rules_out="There is none",
                fix="Update the receiver",
                probes=("event_hooks_expect_moved_phone_number",),
                stages=("org_event_hooks",),
            ),
        ),
        source=guide("oie-upgrade-event-hooks"),
        url=guide("oie-upgrade-event-hooks"),
    ),
    Symptom(
        id="hook_silent",
        title="Event hook or SIEM rule gets nothing",
        surfaces=("event hook",),
        causes=(
            Cause(
                text="Event type not triggered on Identity Engine",
                confirms="Type in the unavailable list",
                rules_out="The type is another one",
                fix="Replace the event type",
                probes=("event_hooks_avoid_ended_events",),
                engine="identity_engine",
                decides=Decides.CONFIRMS,
                witness=Witness.TRAFFIC,
                left_open="A SIEM rule is not seen, and a receiver may be down.",
                stages=("org_event_hooks",),
            ),
        ),
        source=upgrade_help("limitations"),
        url=guide("oie-upgrade-event-hooks"),
    ),
    Symptom(
        id="registration_hook_fails",
        title="Self-registration refused or hook not called",
        surfaces=("inline hook",),
        causes=(
            Cause(
                text="Hook not assigned to the user profile policy",
                confirms="preRegistrationInlineHooks empty",
                rules_out="A hook is attached",
                fix="Assign the user",
                probes=("registration_hook_is_attached",),
                engine="identity_engine",
                stages=("org_registration_hook",),
            ),
            Cause(
                text="Receiver fails on progressive.profile",
                confirms="inline_hook.executed with failure",
                rules_out="The hook answered well",
                fix="Branch on requestType",
                witness=Witness.TRAFFIC,
                left_open="Only the System Log of real sign-ins shows it.",
            ),
            Cause(
                text="Widget below 4.5",
                confirms="The version is below it",
                rules_out="It is in order",
                fix="Update the widget",
                witness=Witness.SOURCE_CODE,
                left_open="Only the application's code and its package files show it.",
            ),
        ),
        source=guide("oie-upgrade-registration-inline-hook"),
        url=guide("oie-upgrade-registration-inline-hook"),
    ),
    Symptom(
        id="extra_factors",
        title="Factors list shows e-mail or question that was never enrolled",
        surfaces=("factors API",),
        causes=(
            Cause(
                text="Verified e-mail and recovery question count as enrollments",
                confirms="okta_email/security_question ACTIVE",
                rules_out="They are INACTIVE",
                fix="Handle them in the code",
                probes=("email_and_question_are_no_active_authenticators",),
                engine="identity_engine",
            ),
        ),
        source=upgrade_help("limitations"),
        url=guide("oie-upgrade-api-changes"),
    ),
    Symptom(
        id="reset_incomplete",
        title="Recovery question still there after reset_factors",
        surfaces=("factors API",),
        causes=(
            Cause(
                text="First call resets the MFA question only",
                confirms="The code calls it once",
                rules_out="The code calls it twice",
                fix="Call twice",
                witness=Witness.SOURCE_CODE,
                left_open="Only the application's code and its package files show it.",
            ),
        ),
        source=upgrade_help("limitations"),
        url=guide("oie-upgrade-api-changes"),
    ),
)
