"""Calls of JavaScript, each with what replaces it. Data only; one table."""

from apps.facts.code_patterns.pattern import CodePattern, Severity
from apps.facts.sources import developer, guide, repository, support_article

JAVASCRIPT = (
    CodePattern(
        id="js_sign_in_with_credentials",
        old="authClient.signInWithCredentials (older: signIn)",
        new=(
            (
                "idx.authenticate (7.x or Legacy Mode); idx.start + "
                "idx.proceed({ step }) on 8.x"
            ),
        ),
        stage="replace_sign_in",
        use_case="sign-in",
        severity=Severity.CHANGE,
        source=guide("oie-upgrade-api-sdk-to-oie-sdk"),
    ),
    CodePattern(
        id="js_sign_in",
        old="authClient.signIn({ username, password })",
        new=("idx.authenticate",),
        stage="replace_sign_in",
        use_case="sign-in",
        severity=Severity.CHANGE,
        source=repository("okta-auth-js/blob/master/docs/migrate-from-authn-to-idx.md"),
    ),
    CodePattern(
        id="js_set_cookie_and_redirect",
        old="session.setCookieAndRedirect",
        new=(
            (
                "tokens are in the idx transaction: "
                "tokenManager.setTokens(transaction.tokens)"
            ),
            ("widget: showSignIn / showSignInAndRedirect / showSignInToGetTokens"),
        ),
        stage="replace_sign_in",
        use_case="sign-in",
        severity=Severity.CHANGE,
        source=guide("oie-upgrade-sign-in-widget-deprecated-methods"),
        note="needs third-party cookies; deprecated",
    ),
    CodePattern(
        id="js_transaction_factors",
        old="transaction.factors / factor.verify",
        new=(
            (
                "nextStep.options + idx.authenticate / idx.proceed "
                "select-authenticator-authenticate"
            ),
        ),
        stage="replace_sign_in",
        use_case="MFA",
        severity=Severity.CHANGE,
        source=guide("oie-upgrade-api-sdk-to-oie-sdk"),
    ),
    CodePattern(
        id="js_transaction_verify",
        old="transaction.verify({ passCode })",
        new=(
            (
                "idx.authenticate({ verificationCode }) or idx.proceed({ step: "
                "challenge-authenticator, credentials: { passcode } })"
            ),
        ),
        stage="replace_sign_in",
        use_case="MFA / SSPR",
        severity=Severity.CHANGE,
        source=guide("oie-upgrade-api-sdk-to-oie-sdk"),
        note=("belongs to replace_password_recovery when it follows forgotPassword"),
    ),
    CodePattern(
        id="js_forgot_password",
        old="authClient.forgotPassword",
        new=(
            "idx.recoverPassword (7.x/Legacy Mode)",
            (
                "8.x: idx.start; step identify; action "
                "currentAuthenticatorEnrollment-recover; step "
                "authenticator-verification-data; step challenge-authenticator;"
                " step reset-authenticator"
            ),
        ),
        stage="replace_password_recovery",
        use_case="SSPR",
        severity=Severity.CHANGE,
        source=guide("oie-upgrade-api-sdk-to-oie-sdk"),
    ),
    CodePattern(
        id="js_reset_password",
        old="transaction.resetPassword",
        new=("idx.recoverPassword({ password }) / step reset-authenticator",),
        stage="replace_password_recovery",
        use_case="SSPR",
        severity=Severity.CHANGE,
        source=guide("oie-upgrade-api-sdk-to-oie-sdk"),
    ),
    CodePattern(
        id="js_unlock_account",
        old="authClient.unlockAccount",
        new=("idx.unlockAccount",),
        stage="replace_password_recovery",
        use_case="account unlock",
        severity=Severity.CHANGE,
        source=repository("okta-auth-js/blob/master/docs/migrate-from-authn-to-idx.md"),
    ),
    CodePattern(
        id="js_verify_recovery_token",
        old="authClient.verifyRecoveryToken",
        new=("idx.start({ recoveryToken })",),
        stage="replace_password_recovery",
        use_case="SSPR",
        severity=Severity.CHANGE,
        source=repository("okta-auth-js/blob/master/docs/migrate-from-authn-to-idx.md"),
    ),
    CodePattern(
        id="js_transaction_cancel",
        old="transaction.cancel",
        new=("idx.cancel",),
        stage="replace_sign_in",
        use_case="cancel",
        severity=Severity.CHANGE,
        source=guide("oie-upgrade-api-sdk-to-oie-sdk"),
    ),
    CodePattern(
        id="js_tx",
        old="tx.resume / tx.exists / tx.introspect",
        new=("idx.proceed; idx.canProceed; saved transaction meta",),
        stage="replace_sign_in",
        use_case="sign-in",
        severity=Severity.CHANGE,
        source=repository("okta-auth-js/blob/master/docs/migrate-from-authn-to-idx.md"),
    ),
    CodePattern(
        id="js_session",
        old="authClient.session.exists/get/refresh",
        new=("own tokens (isAuthenticated, tokenManager)",),
        stage="decouple_sessions",
        use_case="session",
        severity=Severity.CHANGE,
        source=guide("oie-upgrade-sessions-api"),
        note="needs third-party cookies",
    ),
    CodePattern(
        id="js_close_session",
        old="closeSession / session.close",
        new=("revokeAccessToken + signOut",),
        stage="replace_sign_out",
        use_case="sign-out",
        severity=Severity.CHANGE,
        source=guide("oie-upgrade-plan-embedded-upgrades"),
    ),
    CodePattern(
        id="js_sign_out",
        old="signOut / getSignOutRedirectUrl / revokeAccessToken",
        new=("unchanged",),
        stage="replace_sign_out",
        use_case="sign-out",
        severity=Severity.INFO,
        source=guide("oie-upgrade-api-sdk-to-oie-sdk"),
    ),
    CodePattern(
        id="js_token_without_prompt",
        old="token.getWithoutPrompt with sessionToken",
        new=("tokens from idx; refresh tokens (offline_access) for renewal",),
        stage="replace_sign_in",
        use_case="sign-in",
        severity=Severity.CHANGE,
        source=repository("okta-auth-js#third-party-cookies"),
    ),
    CodePattern(
        id="js_custom_registration",
        old=("own call of the registration endpoint or widget registration object"),
        new=("idx.register; user profile policy",),
        stage="replace_registration",
        use_case="SSR",
        severity=Severity.CHANGE,
        source=guide("oie-upgrade-sign-in-widget"),
    ),
    CodePattern(
        id="js_idx_up_front_on_8",
        old=(
            "idx.authenticate/recoverPassword/register/unlockAccount or "
            "flow with okta-auth-js 8.x"
        ),
        new=(
            (
                "idx.start + idx.proceed with step/actions, or idx: { "
                "enableLegacyMode: true }"
            ),
        ),
        stage="replace_sign_in",
        use_case="all",
        severity=Severity.BEHAVIOUR,
        source=repository("okta-auth-js/blob/master/docs/idx.md"),
        note=("Identity Engine code already, but only works on 8.x in Legacy Mode"),
    ),
    CodePattern(
        id="js_widget_render_el",
        old="oktaSignIn.renderEl(success) expecting session/sessionToken",
        new=("showSignIn / showSignInToGetTokens / showSignInAndRedirect",),
        stage="widget_replace_token_flow",
        use_case="widget",
        severity=Severity.CHANGE,
        source=developer("guides/migrate-to-oie"),
        note="fine on the Okta-hosted page with OktaUtil.completeLogin",
    ),
    CodePattern(
        id="js_widget_has_tokens",
        old="signIn.hasTokensInUrl / token.parseTokensFromUrl",
        new=("authClient.isLoginRedirect + handleLoginRedirect",),
        stage="widget_replace_token_flow",
        use_case="widget",
        severity=Severity.CHANGE,
        source=repository("okta-signin-widget/blob/master/MIGRATING.md"),
    ),
    CodePattern(
        id="js_widget_session",
        old="oktaSignIn.session.*",
        new=("own tokens",),
        stage="widget_replace_token_flow",
        use_case="widget",
        severity=Severity.CHANGE,
        source=guide("oie-upgrade-sign-in-widget"),
    ),
    CodePattern(
        id="js_widget_process_creds",
        old="processCreds hook",
        new=("none: remove",),
        stage="widget_remove_config",
        use_case="widget",
        severity=Severity.BREAKS,
        source=guide("oie-upgrade-sign-in-widget-deprecated-methods"),
    ),
    CodePattern(
        id="js_widget_use_icf",
        old="useInteractionCodeFlow",
        new=("needed on < 7 (true); option removed in 7.0",),
        stage="widget_switch_interaction_code",
        use_case="widget",
        severity=Severity.INFO,
        source=guide("oie-upgrade-sign-in-widget"),
    ),
    CodePattern(
        id="js_widget_use_classic",
        old="useClassicEngine",
        new=("remove when the app moves to Identity Engine",),
        stage="widget_switch_interaction_code",
        use_case="widget",
        severity=Severity.CHANGE,
        source=guide("oie-upgrade-sign-in-widget"),
    ),
    CodePattern(
        id="js_hosted_context",
        old="OktaUtil.getRequestContext",
        new=(
            (
                "read app.value.id/name/label (Identity Engine) instead of "
                "target.clientId/name/label (Classic)"
            ),
        ),
        stage="redirect_deprecated_js",
        use_case="hosted page",
        severity=Severity.CHANGE,
        source=support_article("Deployment-Model-Customized-Okta-Hosted-SIW"),
    ),
)
