"""Calls of C#/.NET, each with what replaces it. Data only; one table."""

from apps.facts.code_patterns.pattern import CodePattern, Severity
from apps.facts.sources import guide, repository

CSHARP = (
    CodePattern(
        id="cs_client",
        old="Okta.Auth.Sdk / AuthenticationClient",
        new=("Okta.Idx.Sdk / IdxClient",),
        stage="replace_sign_in",
        use_case="client",
        severity=Severity.CHANGE,
        source=guide("oie-upgrade-api-sdk-to-oie-sdk"),
    ),
    CodePattern(
        id="cs_authenticate",
        old="AuthenticationClient.AuthenticateAsync(AuthenticateOptions)",
        new=(
            (
                "IdxClient.AuthenticateAsync(new AuthenticationOptions { "
                "Username, Password })"
            ),
        ),
        stage="replace_sign_in",
        use_case="sign-in",
        severity=Severity.CHANGE,
        source=guide("oie-upgrade-api-sdk-to-oie-sdk"),
    ),
    CodePattern(
        id="cs_verify_factor",
        old=("VerifyFactorAsync (VerifySmsFactorOptions, VerifyTotpFactorOptions ...)"),
        new=(
            (
                "SelectChallengeAuthenticatorAsync then "
                "VerifyAuthenticatorAsync(new VerifyAuthenticatorOptions { Code"
                " })"
            ),
        ),
        stage="replace_sign_in",
        use_case="MFA",
        severity=Severity.CHANGE,
        source=guide("oie-upgrade-api-sdk-to-oie-sdk"),
    ),
    CodePattern(
        id="cs_mfa_required",
        old="AuthenticationStatus.MfaRequired / MfaChallenge",
        new=(
            (
                "AwaitingChallengeAuthenticatorSelection / "
                "AwaitingAuthenticatorVerification"
            ),
        ),
        stage="replace_sign_in",
        use_case="MFA",
        severity=Severity.CHANGE,
        source=guide("oie-upgrade-api-sdk-to-oie-sdk"),
    ),
    CodePattern(
        id="cs_enroll_factor",
        old="EnrollFactorAsync / ActivateFactorAsync",
        new=(
            (
                "SelectEnrollAuthenticatorAsync, VerifyAuthenticatorAsync, "
                "ResendCodeAsync"
            ),
        ),
        stage="replace_sign_in",
        use_case="MFA enrollment",
        severity=Severity.CHANGE,
        source=repository("okta-idx-dotnet"),
    ),
    CodePattern(
        id="cs_forgot_password",
        old="ForgotPasswordAsync",
        new=("RecoverPasswordAsync -> SelectRecoveryAuthenticatorAsync",),
        stage="replace_password_recovery",
        use_case="SSPR",
        severity=Severity.CHANGE,
        source=guide("oie-upgrade-api-sdk-to-oie-sdk"),
    ),
    CodePattern(
        id="cs_verify_recovery_token",
        old="VerifyRecoveryTokenAsync",
        new=("VerifyAuthenticatorAsync",),
        stage="replace_password_recovery",
        use_case="SSPR",
        severity=Severity.CHANGE,
        source=guide("oie-upgrade-api-sdk-to-oie-sdk"),
    ),
    CodePattern(
        id="cs_answer_recovery",
        old="AnswerRecoveryQuestionAsync",
        new=("VerifyAuthenticatorAsync",),
        stage="replace_password_recovery",
        use_case="SSPR",
        severity=Severity.CHANGE,
        source=guide("oie-upgrade-api-sdk-to-oie-sdk"),
    ),
    CodePattern(
        id="cs_reset_password",
        old="ResetPasswordAsync(ResetPasswordOptions)",
        new=(
            (
                "ChangePasswordAsync(new ChangePasswordOptions { NewPassword })"
                " at AwaitingPasswordReset"
            ),
        ),
        stage="replace_password_recovery",
        use_case="SSPR",
        severity=Severity.CHANGE,
        source=guide("oie-upgrade-api-sdk-to-oie-sdk"),
    ),
    CodePattern(
        id="cs_unlock",
        old="UnlockAccountAsync",
        new=("unlock flow",),
        stage="replace_password_recovery",
        use_case="account unlock",
        severity=Severity.CHANGE,
        source=guide("oie-upgrade-api-sdk-to-oie-sdk"),
    ),
    CodePattern(
        id="cs_cancel_signout",
        old="CancelTransactionStateAsync used as sign-out",
        new=("RevokeTokensAsync(TokenType.AccessToken, token)",),
        stage="replace_sign_out",
        use_case="sign-out",
        severity=Severity.CHANGE,
        source=guide("oie-upgrade-api-sdk-to-oie-sdk"),
    ),
    CodePattern(
        id="cs_session_token",
        old="SessionToken property",
        new=("authnResponse.TokenInfo",),
        stage="replace_sign_in",
        use_case="sign-in",
        severity=Severity.CHANGE,
        source=guide("oie-upgrade-api-sdk-to-oie-sdk"),
    ),
)
