"""SDKs of pages and Node.js. Data only; one table."""

from apps.facts.sdks.sdk import Kind, Package, Sdk
from apps.facts.sources import developer, guide, repository

WEB = (
    Sdk(
        id="auth_js_browser",
        language="JavaScript",
        platform="browser SPA",
        kind=Kind.BAKED_IN,
        models=(
            "embedded_sdk",
            "redirect",
        ),
        classic=(Package("npm", "@okta/okta-auth-js"),),
        engine=(
            Package(
                "npm",
                "@okta/okta-auth-js",
                note=(
                    "@latest (guide); pin 7.x when code uses up-front idx calls or flow"
                ),
            ),
        ),
        minimum=(
            "5.1.0 (idx module, beta); 4.7.0 (interaction_code accepted on "
            "the callback); use 7.x or 8.x today"
        ),
        current="8.1.0",
        status=(
            "maintained (7.x called stable in the README table, 8.x "
            "released; 6.x and older retired)"
        ),
        runtime=(
            "modern evergreen browser (Chrome, Firefox, Safari, Edge)",
            "app origin registered as trusted origin",
            "PKCE on, clientId and redirectUri configured",
        ),
        patterns=("javascript",),
        url=guide("oie-upgrade-add-sdk-to-your-app"),
        source=repository("okta-auth-js"),
        notes=(
            "8.x: Node >= 20",
            ("8.x: idx.proceed needs step or actions (Step Mode is the default)"),
            (
                "8.x: flow parameter, up-front parameters and recursive "
                "remediation only in Legacy Mode: OktaAuth option "
                "idx.enableLegacyMode true or per call"
            ),
            "8.x: access tokens are no longer decoded by default",
            "8.x: cross-fetch removed (fetch expected)",
            "7.x: Node >= 14",
            ("7.x: Sign-In Widget >= 5.4.0 for OIDC redirect interoperability"),
            "6.x: minimum for use with widget 6.x",
            "Entry point: @okta/okta-auth-js (both engines)",
            "Entry point: @okta/okta-auth-js/idx (Identity Engine)",
            "Entry point: @okta/okta-auth-js/authn (Classic)",
            "Entry point: @okta/okta-auth-js/core (no authn, no idx)",
            "Entry point: @okta/okta-auth-js/myaccount",
        ),
    ),
    Sdk(
        id="auth_js_node",
        language="JavaScript",
        platform="Node.js / Express",
        kind=Kind.BAKED_IN,
        models=("embedded_sdk",),
        classic=(Package("npm", "@okta/okta-auth-js"),),
        engine=(Package("npm", "@okta/okta-auth-js"),),
        minimum="5.1.0 (idx module)",
        current="8.1.0",
        status="maintained",
        runtime=(
            "docs: Node newer than 11.0.0",
            (
                "real: 8.x needs Node >= 20 (Volta/test matrix 20.11), 7.x "
                "needs Node >= 14"
            ),
            "server-side web apps must pass clientSecret",
        ),
        patterns=("javascript",),
        url=guide("oie-upgrade-add-sdk-to-your-app"),
        source=repository("okta-auth-js"),
    ),
    Sdk(
        id="signin_widget",
        language="JavaScript",
        platform="browser, embedded or hosted",
        kind=Kind.BAKED_IN,
        models=("embedded_widget",),
        classic=(
            Package("npm", "@okta/okta-signin-widget"),
            Package(
                "cdn",
                (
                    "https://global.oktacdn.com/okta-signin-widget/{version}/js/okta-sign-in.min.js"
                ),
            ),
            Package(
                "cdn",
                (
                    "https://ok1static.oktacdn.com/assets/js/sdk/okta-signin-widget/{version}/"
                    " (old host)"
                ),
            ),
        ),
        engine=(Package("npm", "@okta/okta-signin-widget"),),
        minimum=(
            "5.11.0 before the org upgrade; 5.2.0 first version with the "
            "interaction code flow; 7.0 Identity Engine by default"
        ),
        current="7.49.0",
        status="maintained (7.x)",
        runtime=(
            "npm install: Node >= 14.18 for 7.x",
            "7.49.0 bundles okta-auth-js 7.14.5",
            "6.x and later with an own authClient: okta-auth-js >= 6.0.0",
        ),
        patterns=("javascript",),
        url=guide("oie-upgrade-sign-in-widget"),
        source=repository("okta-signin-widget"),
    ),
    Sdk(
        id="react",
        language="JavaScript",
        platform="React",
        kind=Kind.REDIRECT_WRAPPER,
        models=(
            "redirect",
            "embedded_widget",
        ),
        classic=(Package("npm", "@okta/okta-react"),),
        engine=(Package("npm", "@okta/okta-react"),),
        minimum=(
            "release that contains PR 104 of April 2021 (LoginCallback "
            "onAuthResume for interaction_required); otherwise the peer "
            "okta-auth-js decides"
        ),
        current="",
        status="maintained",
        runtime=("peer dependency @okta/okta-auth-js",),
        patterns=("javascript",),
        url=developer("concepts/redirect-vs-embedded"),
        source=repository("okta-react/pull/104"),
    ),
    Sdk(
        id="angular",
        language="TypeScript",
        platform="Angular",
        kind=Kind.REDIRECT_WRAPPER,
        models=(
            "redirect",
            "embedded_widget",
        ),
        classic=(Package("npm", "@okta/okta-angular"),),
        engine=(Package("npm", "@okta/okta-angular"),),
        minimum="peer okta-auth-js decides",
        current="8.0",
        status="maintained",
        runtime=("peer dependency @okta/okta-auth-js",),
        patterns=("javascript",),
        url=developer("concepts/redirect-vs-embedded"),
        source=repository("okta-angular"),
    ),
    Sdk(
        id="vue",
        language="JavaScript",
        platform="Vue",
        kind=Kind.REDIRECT_WRAPPER,
        models=(
            "redirect",
            "embedded_widget",
        ),
        classic=(Package("npm", "@okta/okta-vue"),),
        engine=(Package("npm", "@okta/okta-vue"),),
        minimum="peer okta-auth-js decides",
        current="",
        status="maintained",
        runtime=("peer dependency @okta/okta-auth-js",),
        patterns=("javascript",),
        url=developer("concepts/redirect-vs-embedded"),
        source=repository("okta-vue"),
    ),
)
