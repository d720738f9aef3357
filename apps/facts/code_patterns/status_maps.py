"""How the states of a transaction are called by old and new SDKs. Data only."""

from apps.facts.code_patterns.pattern import StatusMap
from apps.facts.sources import guide, repository

STATUS_MAPS = (
    StatusMap(
        groups=("javascript",),
        old=(
            "SUCCESS",
            "MFA_REQUIRED",
            "MFA_CHALLENGE",
            "MFA_ENROLL",
            "MFA_ENROLL_ACTIVATE",
            "RECOVERY",
            "RECOVERY_CHALLENGE",
            "PASSWORD_RESET",
            "PASSWORD_EXPIRED",
            "PASSWORD_WARN",
            "LOCKED_OUT",
        ),
        new=(
            "IdxStatus.SUCCESS",
            "IdxStatus.PENDING",
            "IdxStatus.FAILURE (SDK-level error: read transaction.error)",
            "IdxStatus.TERMINAL (read transaction.messages)",
            "IdxStatus.CANCELED",
        ),
        source=repository("okta-auth-js/blob/master/docs/migrate-from-authn-to-idx.md"),
    ),
    StatusMap(
        groups=(
            "java",
            "kotlin_android",
        ),
        old=(
            "SUCCESS with session token",
            "list of factors from getFactors()",
        ),
        new=(
            "SUCCESS",
            "AWAITING_AUTHENTICATOR_SELECTION",
            "AWAITING_AUTHENTICATOR_VERIFICATION",
            "AWAITING_PASSWORD_RESET",
        ),
        source=guide("oie-upgrade-api-sdk-to-oie-sdk"),
    ),
    StatusMap(
        groups=("csharp",),
        old=(
            "Success",
            "MfaRequired",
            "Recovery",
            "PasswordReset",
        ),
        new=(
            "Success",
            "AwaitingChallengeAuthenticatorSelection",
            "AwaitingAuthenticatorSelection",
            "AwaitingAuthenticatorVerification",
            "AwaitingPasswordReset",
        ),
        source=guide("oie-upgrade-api-sdk-to-oie-sdk"),
    ),
    StatusMap(
        groups=("swift",),
        old=(
            "success",
            "MFARequired",
            "MFAChallenge",
            "recoveryChallenge",
            "recovery",
            "passwordReset",
        ),
        new=(("remediations of the response; isLoginSuccessful -> exchangeCode"),),
        source=guide("oie-upgrade-api-sdk-to-oie-sdk"),
    ),
)
