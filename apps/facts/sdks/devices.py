"""SDKs of devices, and of tools. Data only; one table."""

from apps.facts.sdks.sdk import Kind, Package, Sdk
from apps.facts.sources import developer, guide, repository

DEVICES = (
    Sdk(
        id="ios",
        language="Swift",
        platform="iOS, macOS, tvOS, watchOS",
        kind=Kind.SEPARATE,
        models=("embedded_sdk",),
        classic=(
            Package("cocoapods", "OktaAuthSdk"),
            Package("swiftpm", "https://github.com/okta/okta-auth-swift.git"),
            Package("cocoapods", "OktaOidc"),
        ),
        engine=(
            Package(
                "swiftpm",
                ("https://github.com/okta/okta-mobile-swift.git product OktaIdxAuth"),
                note="current",
            ),
            Package("cocoapods", "OktaIdxAuth"),
            Package(
                "swiftpm",
                "https://github.com/okta/okta-idx-swift.git product OktaIdx",
                note=(
                    "named by the guide, but repository deprecated and all versions"
                    " retired (last 3.2.5)"
                ),
            ),
            Package("cocoapods", "OktaIdx"),
        ),
        minimum="okta-mobile-swift 2.x (1.8.3 retiring)",
        current="okta-mobile-swift 2.x",
        status=(
            "okta-idx-swift deprecated -> okta-mobile-swift maintained; "
            "okta-auth-swift 2.x stable (Classic)"
        ),
        runtime=(
            "docs: macOS Catalina, Xcode 12.4 or later",
            (
                "real (2.x): Xcode 16.0, Swift 5.10/6, iOS 15, tvOS 15, watchOS"
                " 8, macOS 12, visionOS 1.0, macCatalyst 15"
            ),
        ),
        patterns=("swift",),
        url=guide("oie-upgrade-add-sdk-to-your-app"),
        source=repository("okta-mobile-swift"),
    ),
    Sdk(
        id="android",
        language="Kotlin/Java",
        platform="Android",
        kind=Kind.SEPARATE,
        models=("embedded_sdk",),
        classic=(
            Package("gradle", "com.okta.authn.sdk:okta-authn-sdk-api"),
            Package(
                "gradle",
                (
                    "com.okta.android:oidc-androidx (older: "
                    "com.okta.android:oidc-android)"
                ),
            ),
        ),
        engine=(
            Package(
                "gradle",
                ("com.okta.kotlin:okta-idx-kotlin with com.okta.kotlin:bom:3.0.0"),
                note="current",
            ),
            Package(
                "gradle",
                "com.okta.android:okta-idx-kotlin:3.1.0",
                note="deprecated repository, merged into okta-mobile-kotlin",
            ),
            Package(
                "gradle",
                "com.okta.idx.sdk:okta-idx-java-api",
                note="what the Android variant of the guide shows",
            ),
        ),
        minimum="okta-idx-kotlin 1.x; current BOM 3.0.0",
        current="BOM 3.0.0",
        status="okta-idx-android deprecated; okta-mobile-kotlin maintained",
        runtime=(
            "docs: Android 5.0 SDK",
            "real (mobile-kotlin 3.0.0): minSdk 26 (Android 8.0)",
        ),
        patterns=(
            "kotlin_android",
            "java",
        ),
        url=guide("oie-upgrade-add-sdk-to-your-app"),
        source=repository("okta-mobile-kotlin"),
        notes=(
            (
                "Further modules: auth-foundation, oauth2 (contains "
                "SessionTokenFlow for Authn-API session tokens), "
                "web-authentication-ui, okta-direct-auth, "
                "legacy-token-migration (moves tokens of the legacy OIDC SDK)"
            ),
        ),
    ),
    Sdk(
        id="react_native",
        language="JavaScript",
        platform="React Native",
        kind=Kind.REDIRECT_WRAPPER,
        models=("redirect",),
        classic=(Package("npm", "@okta/okta-react-native"),),
        engine=(Package("npm", "@okta/okta-react-native"),),
        minimum=(
            "redirect only; its custom sign-in uses the authn part of "
            "okta-auth-js (Classic)"
        ),
        current="",
        status="maintained",
        runtime=(),
        patterns=("javascript",),
        url=developer("concepts/redirect-vs-embedded"),
        source=repository("okta-react-native"),
    ),
    Sdk(
        id="terraform",
        language="HCL",
        platform="Terraform",
        kind=Kind.MANAGEMENT,
        models=(),
        classic=(Package("terraform", "okta/okta"),),
        engine=(Package("terraform", "okta/okta", note="latest (6.12.0 seen)"),),
        minimum=(
            "okta_policy_mfa: is_oie argument (set from settings.type == "
            "AUTHENTICATORS)"
        ),
        current="6.12.0",
        status="maintained",
        runtime=(),
        patterns=(),
        url=guide("oie-upgrade-rollout-plan"),
        source=repository("terraform-provider-okta"),
    ),
)
