"""Calls of Java, each with what replaces it. Data only; one table."""

from apps.facts.code_patterns.pattern import CodePattern, Severity
from apps.facts.sources import guide

JAVA = (
    CodePattern(
        id="java_client",
        old="AuthenticationClients.builder() / com.okta.authn.sdk imports",
        new=("IDXAuthenticationWrapper",),
        stage="replace_sign_in",
        use_case="client",
        severity=Severity.CHANGE,
        source=guide("oie-upgrade-api-sdk-to-oie-sdk"),
    ),
    CodePattern(
        id="java_authenticate",
        old=(
            "AuthenticationClient.authenticate(username, password, relayState, handler)"
        ),
        new=(
            (
                "idx.begin() -> ProceedContext -> authenticate(new "
                "AuthenticationOptions(...), proceedContext)"
            ),
        ),
        stage="replace_sign_in",
        use_case="sign-in",
        severity=Severity.CHANGE,
        source=guide("oie-upgrade-api-sdk-to-oie-sdk"),
    ),
    CodePattern(
        id="java_challenge_factor",
        old="challengeFactor",
        new=(
            (
                "selectAuthenticator (must be called even with one "
                "authenticator; Classic triggered a single factor by itself)"
            ),
        ),
        stage="replace_sign_in",
        use_case="MFA",
        severity=Severity.CHANGE,
        source=guide("oie-upgrade-api-sdk-to-oie-sdk"),
    ),
    CodePattern(
        id="java_verify_factor",
        old="verifyFactor",
        new=(
            (
                "verifyAuthenticator(proceedContext, new "
                "VerifyAuthenticatorOptions(code))"
            ),
        ),
        stage="replace_sign_in",
        use_case="MFA",
        severity=Severity.CHANGE,
        source=guide("oie-upgrade-api-sdk-to-oie-sdk"),
    ),
    CodePattern(
        id="java_activate_factor",
        old=(
            "activateFactor / verifyActivation / sendActivationEmail / "
            "sendActivationSms"
        ),
        new=("selectAuthenticator + verifyAuthenticator",),
        stage="replace_sign_in",
        use_case="MFA enrollment",
        severity=Severity.CHANGE,
        source=guide("oie-upgrade-api-sdk-to-oie-sdk"),
        note=(
            "the Android table of the guide names selectFactor, the Java "
            "table selectAuthenticator/verifyAuthenticator; both methods "
            "exist in IDXAuthenticationWrapper (selectFactor picks a "
            "method, e.g. SMS or voice, of an authenticator)"
        ),
    ),
    CodePattern(
        id="java_resend",
        old="resendVerifyFactor / resendActivateFactor",
        new=("resend",),
        stage="replace_sign_in",
        use_case="MFA",
        severity=Severity.CHANGE,
        source=guide("oie-upgrade-api-sdk-to-oie-sdk"),
    ),
    CodePattern(
        id="java_skip",
        old="skip(stateToken)",
        new=("skipAuthenticatorEnrollment",),
        stage="replace_sign_in",
        use_case="MFA enrollment",
        severity=Severity.CHANGE,
        source=guide("oie-upgrade-api-sdk-to-oie-sdk"),
    ),
    CodePattern(
        id="java_cancel",
        old="cancel(stateToken)",
        new=("cancel",),
        stage="replace_sign_in",
        use_case="cancel",
        severity=Severity.CHANGE,
        source=guide("oie-upgrade-api-sdk-to-oie-sdk"),
    ),
    CodePattern(
        id="java_recover_password",
        old="recoverPassword(username, FactorType, relayState, handler)",
        new=(
            (
                "recoverPassword(username, proceedContext) then "
                "selectAuthenticator and verifyAuthenticator"
            ),
        ),
        stage="replace_password_recovery",
        use_case="SSPR",
        severity=Severity.CHANGE,
        source=guide("oie-upgrade-api-sdk-to-oie-sdk"),
    ),
    CodePattern(
        id="java_verify_recovery_token",
        old="verifyRecoveryToken",
        new=("verifyAuthenticator with the code (no recovery token)",),
        stage="replace_password_recovery",
        use_case="SSPR",
        severity=Severity.CHANGE,
        source=guide("oie-upgrade-api-sdk-to-oie-sdk"),
    ),
    CodePattern(
        id="java_answer_recovery",
        old="answerRecoveryQuestion",
        new=("verifyAuthenticator",),
        stage="replace_password_recovery",
        use_case="SSPR",
        severity=Severity.CHANGE,
        source=guide("oie-upgrade-api-sdk-to-oie-sdk"),
    ),
    CodePattern(
        id="java_reset_password",
        old="resetPassword(newPassword, stateToken, handler)",
        new=(
            (
                "verifyAuthenticator(new "
                "VerifyAuthenticatorOptions(newPassword)) at status "
                "AWAITING_PASSWORD_RESET"
            ),
        ),
        stage="replace_password_recovery",
        use_case="SSPR",
        severity=Severity.CHANGE,
        source=guide("oie-upgrade-api-sdk-to-oie-sdk"),
    ),
    CodePattern(
        id="java_unlock",
        old="unlockAccount",
        new=("unlock flow of the SDK",),
        stage="replace_password_recovery",
        use_case="account unlock",
        severity=Severity.CHANGE,
        source=guide("oie-upgrade-api-sdk-to-oie-sdk"),
    ),
    CodePattern(
        id="java_session_token",
        old="getSessionToken()",
        new=("AuthenticationResponse.getTokenResponse()",),
        stage="replace_sign_in",
        use_case="sign-in",
        severity=Severity.CHANGE,
        source=guide("oie-upgrade-api-sdk-to-oie-sdk"),
    ),
    CodePattern(
        id="java_state_handler",
        old="AuthenticationStateHandler implementations",
        new=(
            (
                "switch on AuthenticationStatus "
                "(AWAITING_AUTHENTICATOR_SELECTION, "
                "AWAITING_AUTHENTICATOR_VERIFICATION, AWAITING_PASSWORD_RESET, "
                "SUCCESS)"
            ),
        ),
        stage="replace_sign_in",
        use_case="sign-in",
        severity=Severity.CHANGE,
        source=guide("oie-upgrade-api-sdk-to-oie-sdk"),
    ),
    CodePattern(
        id="java_session_invalidate_only",
        old="sign-out by session.invalidate() only",
        new=("add revokeToken(TokenType.ACCESS_TOKEN, accessToken)",),
        stage="replace_sign_out",
        use_case="sign-out",
        severity=Severity.CHANGE,
        source=guide("oie-upgrade-api-sdk-to-oie-sdk"),
    ),
)
