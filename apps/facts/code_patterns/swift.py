"""Calls of Swift, each with what replaces it. Data only; one table."""

from apps.facts.code_patterns.pattern import CodePattern, Severity
from apps.facts.sources import guide, repository

SWIFT = (
    CodePattern(
        id="swift_import",
        old="import OktaAuthNative / OktaAuthSdk",
        new=(("import OktaIdxAuth (okta-mobile-swift 2.x) or OktaIdx (retired)"),),
        stage="replace_sign_in",
        use_case="client",
        severity=Severity.CHANGE,
        source=guide("oie-upgrade-api-sdk-to-oie-sdk"),
    ),
    CodePattern(
        id="swift_authenticate",
        old="OktaAuthSdk.authenticate",
        new=(
            (
                "SDK: IDXClient.start, resume, Remediation.proceed, "
                "Response.exchangeCode"
            ),
            ("sample code of the guide: BasicLogin.login / MultifactorLogin.login"),
        ),
        stage="replace_sign_in",
        use_case="sign-in",
        severity=Severity.CHANGE,
        source=guide("oie-upgrade-api-sdk-to-oie-sdk"),
    ),
    CodePattern(
        id="swift_select_factor",
        old="OktaAuthStatusFactorRequired.selectFactor",
        new=(
            (
                "Remediation.proceed with the authenticator (sample: "
                "MultifactorLogin.select)"
            ),
        ),
        stage="replace_sign_in",
        use_case="MFA",
        severity=Severity.CHANGE,
        source=guide("oie-upgrade-api-sdk-to-oie-sdk"),
    ),
    CodePattern(
        id="swift_factor_verify",
        old=("OktaFactorSms.verify / OktaFactorOther.verify / other OktaFactor types"),
        new=(("Remediation.proceed with the code (sample: MultifactorLogin.verify)"),),
        stage="replace_sign_in",
        use_case="MFA",
        severity=Severity.CHANGE,
        source=guide("oie-upgrade-api-sdk-to-oie-sdk"),
    ),
    CodePattern(
        id="swift_recover_password",
        old="OktaAuthSdk.recoverPassword",
        new=(("IDXClient.start, proceed (sample: MultifactorLogin.resetPassword)"),),
        stage="replace_password_recovery",
        use_case="SSPR",
        severity=Severity.CHANGE,
        source=guide("oie-upgrade-api-sdk-to-oie-sdk"),
    ),
    CodePattern(
        id="swift_recovery_challenge",
        old="OktaAuthStatusRecoveryChallenge.verifyFactor",
        new=("Remediation.proceed",),
        stage="replace_password_recovery",
        use_case="SSPR",
        severity=Severity.CHANGE,
        source=guide("oie-upgrade-api-sdk-to-oie-sdk"),
    ),
    CodePattern(
        id="swift_recovery_question",
        old=(
            "OktaAuthStatusRecovery.recoveryQuestion / recoverWithAnswer / "
            "recoverWithToken"
        ),
        new=("Remediation.proceed",),
        stage="replace_password_recovery",
        use_case="SSPR",
        severity=Severity.CHANGE,
        source=guide("oie-upgrade-api-sdk-to-oie-sdk"),
    ),
    CodePattern(
        id="swift_password_reset",
        old="OktaAuthStatusPasswordReset.resetPassword",
        new=("Remediation.proceed with the new password",),
        stage="replace_password_recovery",
        use_case="SSPR",
        severity=Severity.CHANGE,
        source=guide("oie-upgrade-api-sdk-to-oie-sdk"),
    ),
    CodePattern(
        id="swift_unlock",
        old="OktaAuthSdk.unlockAccount",
        new=("unlock remediation",),
        stage="replace_password_recovery",
        use_case="account unlock",
        severity=Severity.CHANGE,
        source=repository("okta-auth-swift"),
    ),
    CodePattern(
        id="swift_cancel_signout",
        old="OktaAuthStatus.cancel used as sign-out",
        new=(("token.revoke or IDXClient.Token.revoke(token:type:configuration:)"),),
        stage="replace_sign_out",
        use_case="sign-out",
        severity=Severity.CHANGE,
        source=guide("oie-upgrade-api-sdk-to-oie-sdk"),
    ),
    CodePattern(
        id="swift_session_token",
        old="OktaAuthStatusSuccess.sessionToken",
        new=("tokens from exchangeCode",),
        stage="replace_sign_in",
        use_case="sign-in",
        severity=Severity.CHANGE,
        source=guide("oie-upgrade-api-sdk-to-oie-sdk"),
    ),
)
