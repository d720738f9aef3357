"""Symptoms of redirects, codes and expired handles. Data only."""

from apps.facts.fact import Witness
from apps.facts.sources import developer, guide, repository
from apps.facts.symptoms.symptom import Cause, Symptom

CALLBACKS: tuple[Symptom, ...] = (
    Symptom(
        id="interaction_required_callback",
        title="Redirect callback with error=interaction_required",
        patterns=("interaction_required",),
        surfaces=("embedded widget", "SDK"),
        threads=(
            repository("samples-golang/pull/69"),
            repository("okta-react/pull/104"),
            repository("okta-idx-java/pull/217"),
        ),
        causes=(
            Cause(
                text=(
                    "More remediation needed (social sign-in + MFA, e-mail link, IdP "
                    "return)"
                ),
                confirms=(
                    "interaction_handle event without interaction_code for the "
                    "transaction"
                ),
                rules_out="Code event present",
                fix=(
                    "Render the widget again with the saved transaction "
                    "(isInteractionRequired), okta-react onAuthResume; do not delete "
                    "the stored handle"
                ),
                witness=Witness.TRAFFIC,
                left_open="Only the System Log of real sign-ins shows it.",
            ),
            Cause(
                text="Handler treats it as failure and clears the context",
                confirms="Error handler clears storage on any error",
                rules_out="Exception for interaction_required",
                fix="Exclude interaction_required",
                witness=Witness.SOURCE_CODE,
                left_open="Only the application's code and its package files show it.",
            ),
        ),
        source=repository("okta-auth-js/pull/620"),
        url=guide("oie-upgrade-sign-in-widget-deprecated-methods"),
    ),
    Symptom(
        id="pkce_verifier_missing",
        title="Could not load PKCE codeVerifier from storage",
        patterns=(
            "Could not load PKCE codeVerifier",
            "redirectUri passed to /authorize must also be passed to /token",
        ),
        surfaces=("embedded widget", "SDK"),
        threads=(
            repository("okta-auth-js/pull/399"),
            repository("okta-auth-js/pull/669"),
            repository("okta-oidc-js/issues/898"),
            repository("okta-oidc-js/issues/804"),
        ),
        causes=(
            Cause(
                text="Callback opened in another tab/browser (magic link)",
                confirms="Happens only with links from mail",
                rules_out="It happens always",
                fix="Use the same browser, or enter the code",
                witness=Witness.PERSON,
                left_open="Only a person who tries it in a browser can tell.",
            ),
            Cause(
                text="Callback handled twice or two flows at once",
                confirms="handleLoginRedirect and LoginCallback both run",
                rules_out="It is handled once",
                fix="One handler",
                witness=Witness.SOURCE_CODE,
                left_open="Only the application's code and its package files show it.",
            ),
            Cause(
                text=(
                    "Storage cleared or different versions of auth-js and widget write"
                    " to different storage"
                ),
                confirms="Old auth-js bundled (<3.2) or two versions",
                rules_out="There is one version",
                fix="Align versions",
                witness=Witness.SOURCE_CODE,
                left_open="Only the application's code and its package files show it.",
            ),
        ),
        source=repository("okta-auth-js/pull/399"),
        url=repository("okta-auth-js/pull/669"),
    ),
    Symptom(
        id="no_transaction_data",
        title="No transaction data was found in storage",
        patterns=(
            "No transaction data was found",
            "saved transaction could not be loaded",
        ),
        surfaces=("SDK", "embedded widget"),
        causes=(
            Cause(
                text="Server restart or other browser",
                confirms="The session is gone",
                rules_out="It is there",
                fix="Restart the flow",
                witness=Witness.PERSON,
                left_open="Only a person who tries it can tell.",
            ),
            Cause(
                text="Proceed called before start",
                confirms="No start before proceed",
                rules_out="It is in order",
                fix="Call start before proceed",
                witness=Witness.SOURCE_CODE,
                left_open="Only the application's code and its package files show it.",
            ),
        ),
        source=repository("okta-auth-js"),
        url=repository("okta-auth-js"),
    ),
    Symptom(
        id="state_mismatch",
        title="State in redirect uri does not match with transaction state",
        patterns=("State in redirect uri does not match",),
        surfaces=("SDK", "embedded widget"),
        causes=(
            Cause(
                text="Two sign-ins in parallel, stale bookmark",
                confirms="A single tab works",
                rules_out="It fails in a single tab too",
                fix="Restart; unique state per transaction",
                witness=Witness.PERSON,
                left_open="Only a person who tries it can tell.",
            ),
        ),
        source=repository("okta-auth-js"),
        url=repository("okta-auth-js"),
    ),
    Symptom(
        id="no_interaction_code_in_url",
        title="Unable to parse interaction_code from the url",
        patterns=("Unable to parse interaction_code",),
        surfaces=("SDK", "embedded widget"),
        causes=(
            Cause(
                text=(
                    "Handler called on a page without the code (error or "
                    "interaction_required came back)"
                ),
                confirms="No isInteractionRequired check",
                rules_out="The check is there",
                fix="Check isInteractionRequired first",
                witness=Witness.SOURCE_CODE,
                left_open="Only the application's code and its package files show it.",
            ),
            Cause(
                text="Redirect URI of another application",
                confirms="redirect_uris differ",
                rules_out="They match",
                fix="Send the application's own redirect URI",
                witness=Witness.SOURCE_CODE,
                left_open=(
                    "Which redirect URI is sent stands in the application's code."
                ),
            ),
        ),
        source=repository("okta-auth-js"),
        url=repository("okta-auth-js"),
    ),
    Symptom(
        id="interaction_code_expired",
        title="Token request refused with invalid_grant after a successful sign-in",
        patterns=("invalid_grant", "interaction_code.{0,200}(expired|invalid)"),
        surfaces=("SDK", "embedded widget"),
        causes=(
            Cause(
                text="Code older than 60 seconds or used twice",
                confirms=(
                    "interaction_code event more than 60 s before the failed "
                    "token.grant"
                ),
                rules_out="It came within 60 seconds",
                fix="Exchange at once, once",
                witness=Witness.TRAFFIC,
                left_open="Only the System Log of real sign-ins shows it.",
            ),
            Cause(
                text="code_verifier wrong",
                confirms="Verifier not kept with the transaction",
                rules_out="It is kept",
                fix="Keep it with the transaction",
                witness=Witness.SOURCE_CODE,
                left_open="Only the application's code and its package files show it.",
            ),
            Cause(
                text="Issuer of /token differs from /interact",
                confirms="The code names two issuers",
                rules_out="There is one issuer",
                fix="One issuer",
                witness=Witness.SOURCE_CODE,
                left_open="Only the application's code and its package files show it.",
            ),
        ),
        source=developer("concepts/interaction-code"),
        url=guide("implement-grant-type/interactioncode"),
    ),
    Symptom(
        id="idx_session_expired",
        title="Session expired; widget or app stuck until storage is cleared",
        patterns=(r"idx\.session\.expired", "session has expired"),
        surfaces=("embedded widget", "SDK"),
        threads=(
            repository("okta-signin-widget/pull/2483"),
            repository("okta-signin-widget/pull/2532"),
            repository("okta-signin-widget/pull/2717"),
            repository("okta-signin-widget/pull/3070"),
            repository("okta-idx-java/pull/217"),
        ),
        causes=(
            Cause(
                text="Interaction handle expired and stored handle reused on reload",
                confirms="It works in a private window",
                rules_out="It fails there too",
                fix=(
                    "Widget release that contains PRs 2483, 2532 and 2717 (merged "
                    "April to August 2022); clear transaction meta on this message"
                ),
                witness=Witness.PERSON,
                left_open="Only a person who tries it in a browser can tell.",
            ),
            Cause(
                text="Server keeps the handle in its session",
                confirms="Handle stored without expiry",
                rules_out="Fresh interact after error",
                fix="Drop context on error (but not on interaction_required)",
                witness=Witness.SOURCE_CODE,
                left_open="Only the application's code and its package files show it.",
            ),
        ),
        source=repository("okta-signin-widget/pull/2483"),
        url=repository("okta-signin-widget/pull/2532"),
    ),
    Symptom(
        id="idle_page",
        title="Error after leaving the sign-in page open",
        patterns=("login_required", "Invalid token provided"),
        surfaces=("embedded widget", "hosted page"),
        threads=(
            repository("okta-signin-widget/pull/1433"),
            repository("okta-signin-widget/pull/1797"),
            repository("okta-signin-widget/pull/1548"),
        ),
        causes=(
            Cause(
                text=(
                    "State token or Okta session expired while idle (15 minutes or "
                    "more)"
                ),
                confirms="A reload helps",
                rules_out="It does not",
                fix="Reload the page; update the widget",
                witness=Witness.PERSON,
                left_open="Only a person who tries it can tell.",
            ),
        ),
        source=repository("okta-signin-widget/issues/2052"),
        url=repository("okta-signin-widget/issues/2052"),
    ),
    Symptom(
        id="magic_link_other_browser",
        title="E-mail link does not work in another browser",
        patterns=(
            "same (device|browser)",
            "resource owner or authorization server denied",
        ),
        surfaces=("embedded widget", "SDK"),
        threads=(
            repository("okta-angular/issues/144"),
            repository("okta-signin-widget/issues/3263"),
        ),
        causes=(
            Cause(
                text="Magic link is limited to same device and browser",
                confirms="Link opened elsewhere",
                rules_out="Same browser",
                fix="Enter the code in the first browser",
                witness=Witness.PERSON,
                left_open="Only a person who tries it can tell.",
            ),
            Cause(
                text="Callback route does not pass otp and state",
                confirms="No isEmailVerifyCallback/otp handling",
                rules_out="It is there",
                fix="Implement the callback",
                witness=Witness.SOURCE_CODE,
                left_open="Only the application's code and its package files show it.",
            ),
        ),
        source=repository("okta-auth-js/issues/1522"),
        url=repository("okta-auth-js/issues/1522"),
    ),
)
