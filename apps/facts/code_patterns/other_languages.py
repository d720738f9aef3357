"""Calls of Kotlin, Python, Go, PHP and Ruby with their replacements. One table."""

from apps.facts.code_patterns.pattern import CodePattern, Severity
from apps.facts.sources import guide, repository

KOTLIN = (
    CodePattern(
        id="kt_session_token_flow",
        old=(
            "SessionTokenFlow (okta-mobile-kotlin) / "
            "authClient.signIn(sessionToken) (okta-oidc-android)"
        ),
        new=(
            (
                "InteractionCodeFlow "
                "start/resume/proceed/exchangeInteractionCodeForTokens"
            ),
        ),
        stage="replace_sign_in",
        use_case="sign-in",
        severity=Severity.CHANGE,
        source=repository("okta-mobile-kotlin"),
    ),
    CodePattern(
        id="kt_authn_java",
        old="Android app on okta-auth-java",
        new=("see java patterns",),
        stage="replace_sign_in",
        use_case="sign-in",
        severity=Severity.CHANGE,
        source=guide("oie-upgrade-api-sdk-to-oie-sdk"),
    ),
    CodePattern(
        id="kt_oidc_android",
        old="com.okta.oidc.*",
        new=(("okta-mobile-kotlin (web-authentication-ui) + legacy-token-migration"),),
        stage="replace_sign_in",
        use_case="redirect",
        severity=Severity.INFO,
        source=repository("okta-mobile-kotlin"),
    ),
)

PYTHON = (
    CodePattern(
        id="py_requests_authn",
        old="HTTP client call to /api/v1/authn",
        new=(
            ("redirect (OIDC) or Direct Authentication; no Python Identity Engine SDK"),
        ),
        stage="replace_sign_in",
        use_case="sign-in",
        severity=Severity.CHANGE,
        source=guide("oie-upgrade-identify-integrations"),
        note="server-side HTTP pattern; the rest group applies as well",
    ),
    CodePattern(
        id="py_okta_sdk_sessions",
        old=(
            "okta SDK get_session / refresh_session / revoke_session "
            "(older: create_session, end_session)"
        ),
        new=("revoke tokens",),
        stage="decouple_sessions",
        use_case="session",
        severity=Severity.CHANGE,
        source=repository("okta-sdk-python"),
        note="server-side HTTP pattern; the rest group applies as well",
    ),
)

GO = (
    CodePattern(
        id="go_idx",
        old="github.com/okta/okta-idx-golang",
        new=("archived: redirect model",),
        stage="replace_sign_in",
        use_case="sign-in",
        severity=Severity.INFO,
        source=repository("okta-idx-golang"),
        note="server-side HTTP pattern; the rest group applies as well",
    ),
    CodePattern(
        id="go_authn",
        old="own HTTP calls to /api/v1/authn",
        new=("redirect or Direct Authentication",),
        stage="replace_sign_in",
        use_case="sign-in",
        severity=Severity.CHANGE,
        source=guide("oie-upgrade-identify-integrations"),
        note="server-side HTTP pattern; the rest group applies as well",
    ),
)

PHP = (
    CodePattern(
        id="php_authn",
        old="own HTTP calls (curl, Guzzle) to /api/v1/authn",
        new=("redirect or Direct Authentication",),
        stage="replace_sign_in",
        use_case="sign-in",
        severity=Severity.CHANGE,
        source=guide("oie-upgrade-identify-integrations"),
        note="server-side HTTP pattern; the rest group applies as well",
    ),
)

RUBY = (
    CodePattern(
        id="ruby_authn",
        old="Net::HTTP/Faraday/oktakit calls to /api/v1/authn",
        new=("redirect or Direct Authentication",),
        stage="replace_sign_in",
        use_case="sign-in",
        severity=Severity.CHANGE,
        source="https://github.com/Shopify/oktakit/issues/55",
        note="server-side HTTP pattern; the rest group applies as well",
    ),
)
