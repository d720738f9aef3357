"""Symptoms of calls of an SDK or of the widget in use. Data only."""

from apps.facts.fact import Witness
from apps.facts.sources import repository
from apps.facts.symptoms.symptom import Cause, Decides, Symptom

SDK_CALLS: tuple[Symptom, ...] = (
    Symptom(
        id="auth_js_step_missing",
        title="No `step` or `action` provided (auth-js 8)",
        patterns=("No `?step`? or `?action", "Unable to proceed with provided actions"),
        surfaces=("SDK",),
        note=(
            "The guide says install @latest, which is 8.x: first cause of new failures"
        ),
        causes=(
            Cause(
                text="8.x Step Mode with 7.x style calls",
                confirms="okta-auth-js >= 8 and up-front idx calls or flow",
                rules_out="Legacy Mode set or step used",
                fix=(
                    "idx.proceed({ step }), or idx.enableLegacyMode: true, or stay on "
                    "7.x"
                ),
                witness=Witness.SOURCE_CODE,
                left_open="Only the application's code and its package files show it.",
            ),
        ),
        source=repository("okta-auth-js"),
        url=repository("okta-auth-js/blob/master/docs/idx.md"),
    ),
    Symptom(
        id="no_remediation_match",
        title=(
            "No remediation can match current flow, check policy settings in your org"
        ),
        patterns=("No remediation can match",),
        surfaces=("SDK",),
        causes=(
            Cause(
                text="Flow not allowed by policy (recovery, registration, unlock off)",
                confirms="Password rule or PROFILE_ENROLLMENT rule denies",
                rules_out="The policy allows it",
                fix="Set the policy",
                witness=Witness.TRAFFIC,
                left_open=(
                    "Which policy meets a user depends on the user; a real attempt "
                    "shows it."
                ),
            ),
            Cause(
                text="Wrong flow/step name",
                confirms="Flow not in availableSteps",
                rules_out="It is in order",
                fix="Use availableSteps",
                witness=Witness.SOURCE_CODE,
                left_open="Only the application's code and its package files show it.",
            ),
        ),
        source=repository("okta-auth-js"),
        url=repository("okta-auth-js"),
    ),
    Symptom(
        id="registration_not_supported",
        title="Registration is not supported based on your current org configuration",
        patterns=("Registration is not supported",),
        surfaces=("SDK", "embedded widget"),
        causes=(
            Cause(
                text="User profile policy of the application does not allow sign-up",
                confirms="PROFILE_ENROLLMENT unknownUserAction = DENY",
                rules_out="unknownUserAction is REGISTER",
                fix="Allow registration",
                probes=("application_allows_registration",),
                engine="identity_engine",
                stages=("replace_registration",),
            ),
            Cause(
                text="Application not mapped to the right policy",
                confirms="The application rests on the default policy",
                rules_out="The application has a policy of its own",
                fix="Map the application to the policy",
                probes=("application_has_its_own_user_profile_policy",),
                engine="identity_engine",
            ),
            Cause(
                text="useClassicEngine: true on an upgraded org",
                confirms="useClassicEngine: true",
                rules_out="It is absent",
                fix="Remove it",
                witness=Witness.SOURCE_CODE,
                left_open="Only the application's code and its package files show it.",
            ),
        ),
        source=repository("okta-auth-js"),
        url=repository("okta-auth-js"),
    ),
    Symptom(
        id="third_party_cookies",
        title="Session lost, endless spinner, login_required in Safari/Chrome",
        patterns=(
            "login_required",
            "client specified not to prompt",
            "third.party cookie",
        ),
        surfaces=("embedded widget", "SDK"),
        threads=(
            repository("okta-signin-widget/issues/429"),
            repository("okta-signin-widget/issues/1949"),
            repository("okta-signin-widget/issues/366"),
            repository("okta-signin-widget/issues/724"),
            repository("okta-auth-js/issues/71"),
            repository("okta-signin-widget/pull/2096"),
        ),
        causes=(
            Cause(
                text=(
                    "The session calls, getWithoutPrompt or token renewal through an "
                    "iframe"
                ),
                confirms=(
                    "The code calls session.*, getWithoutPrompt or renews in an iframe"
                ),
                rules_out="There is none",
                fix="Use tokens from idx and refresh tokens (offline_access)",
                witness=Witness.SOURCE_CODE,
                left_open="Only the application's code and its package files show it.",
            ),
            Cause(
                text="Application and org on different domains",
                confirms="No custom domain sharing the application domain",
                rules_out="A custom domain is shared",
                fix="Use a custom domain or the redirect model",
                probes=("org_has_a_custom_domain",),
                decides=Decides.CONFIRMS,
                witness=Witness.PERSON,
                left_open=(
                    "Whether the application shares the custom domain, its owner knows."
                ),
            ),
        ),
        source=repository("okta-signin-widget/issues/429"),
        url=repository("okta-auth-js#third-party-cookies"),
    ),
    Symptom(
        id="mfa_spinner_get_tokens",
        title="Spinner stays at MFA with showSignInToGetTokens",
        surfaces=("embedded widget",),
        causes=(
            Cause(
                text=(
                    "Classic flow on an upgraded org, or interaction code without "
                    "grants"
                ),
                confirms="The call answers an error",
                rules_out="A handle is returned",
                fix="Add the missing grants and update the widget",
                witness=Witness.TRAFFIC,
                left_open=(
                    "Only a real call of /v1/interact shows it; configuration does not."
                ),
                stages=("app_interaction_code_grant", "as_interaction_code_grant"),
            ),
        ),
        source=repository("okta-signin-widget/pull/1663"),
        url=repository("okta-signin-widget/pull/1663"),
    ),
    Symptom(
        id="embedded_401",
        title="401 responses in the embedded widget",
        patterns=(r"\b401\b", "E0000004|E0000011"),
        surfaces=("embedded widget",),
        causes=(
            Cause(
                text="Wrong password or expired handle",
                confirms="Outcome INVALID_CREDENTIALS",
                rules_out="No event",
                fix="None: a normal failure",
                witness=Witness.TRAFFIC,
                left_open="Only the System Log of real sign-ins shows it.",
            ),
            Cause(
                text="An old handle is reused",
                confirms="It works in a private window",
                rules_out="It does not",
                fix="Clear the stored handle; a newer widget does it by itself",
                witness=Witness.PERSON,
                left_open="Only a person who tries it in a browser can tell.",
            ),
        ),
        source=repository("okta-signin-widget/issues/2811"),
        url=repository("okta-signin-widget/issues/2811"),
    ),
    Symptom(
        id="unsupported_response_type",
        title="Unsupported_response_type after a major widget upgrade",
        patterns=("unsupported_response_type",),
        surfaces=("embedded widget",),
        causes=(
            Cause(
                text="PKCE became default: app does not allow authorization_code",
                confirms="It has only the implicit grant",
                rules_out="authorization_code present",
                fix="Add the grant or set pkce: false on Classic only",
                probes=("application_may_use_authorization_code",),
            ),
        ),
        source=repository("okta-signin-widget/issues/1197"),
        url=repository("okta-signin-widget/issues/1197"),
    ),
    Symptom(
        id="idp_redirect_username",
        title="Username/IdP redirect differs with widget 7 on Classic",
        surfaces=("embedded widget",),
        causes=(
            Cause(
                text="Widget 7.x on a Classic org",
                confirms="The org states pipeline v1",
                rules_out="The org states pipeline idx",
                fix="useClassicEngine: true or upgrade",
                engine="classic",
                witness=Witness.SOURCE_CODE,
                left_open=(
                    "Whether the widget is at 7.x, only the application's code shows."
                ),
            ),
        ),
        source=repository("okta-signin-widget/issues/3026"),
        url=repository("okta-signin-widget/issues/3026"),
    ),
    Symptom(
        id="idx_throws_at_end",
        title="Idx.authenticate throws at the end of a good sign-in",
        patterns=("AuthSdkError", "TypeError"),
        surfaces=("SDK",),
        causes=(
            Cause(
                text="Automatic token exchange fails",
                confirms="Application should hand over the code",
                rules_out="It redirects",
                fix=(
                    "Send interaction_code and state to redirect_uri and exchange there"
                ),
                witness=Witness.SOURCE_CODE,
                left_open="Only the application's code and its package files show it.",
            ),
        ),
        source=repository("okta-auth-js/issues/1554"),
        url=repository("okta-auth-js/issues/1554"),
    ),
    Symptom(
        id="useinteractioncodeflow_ignored",
        title="Flow option does nothing on widget 5/6",
        surfaces=("embedded widget",),
        causes=(
            Cause(
                text="Flow needs useInteractionCodeFlow: true",
                confirms="It is absent",
                rules_out="It is set to true",
                fix="Set it",
                witness=Witness.SOURCE_CODE,
                left_open="Only the application's code and its package files show it.",
            ),
        ),
        source=repository("okta-signin-widget/pull/2666"),
        url=repository("okta-signin-widget/pull/2666"),
    ),
)
