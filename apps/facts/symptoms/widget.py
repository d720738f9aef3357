"""Symptoms of the widget as it loads. Data only."""

from apps.facts.fact import Witness
from apps.facts.sources import guide, repository
from apps.facts.symptoms.symptom import Cause, Decides, Symptom

WIDGET: tuple[Symptom, ...] = (
    Symptom(
        id="widget_empty",
        title="Widget area stays empty",
        surfaces=("embedded widget",),
        causes=(
            Cause(
                text="Interaction code on a Classic org",
                confirms="The org states pipeline v1",
                rules_out="The org states pipeline idx",
                fix=(
                    "Keep the Classic path (useClassicEngine: true or "
                    "useInteractionCodeFlow: false) until the org is upgraded"
                ),
                engine="classic",
            ),
            Cause(
                text="Version below 5.11.0 or deprecated JavaScript",
                confirms="The version is below 5.11.0 or a deprecated call is found",
                rules_out="It is in order",
                fix="Update the widget and remove the deprecated JavaScript",
                witness=Witness.SOURCE_CODE,
                left_open="Only the application's code and its package files show it.",
            ),
            Cause(
                text="PKCE switched off",
                confirms="pkce: false in authParams",
                rules_out="It is not set",
                fix="Remove it",
                witness=Witness.SOURCE_CODE,
                left_open="Only the application's code and its package files show it.",
            ),
            Cause(
                text="CORS: the origin is not registered",
                confirms="No Access-Control-Allow-Origin",
                rules_out="Header present",
                fix="Register the origin as a trusted origin with CORS",
                probes=("interaction_code_application_has_a_cors_origin",),
                decides=Decides.CONFIRMS,
                witness=Witness.TRAFFIC,
                left_open=(
                    "The page may be served from another origin than its redirect URIs"
                    " name."
                ),
                stages=("cors_locate_and_register",),
            ),
            Cause(
                text="Stale interaction handle in storage",
                confirms="Works in a private window",
                rules_out="It fails there too",
                fix="Clear storage; newer widget clears it by itself (PR 2532)",
                witness=Witness.PERSON,
                left_open="Only a person who tries it in a browser can tell.",
            ),
        ),
        source=repository("okta-signin-widget/pull/1663"),
        url=repository("okta-signin-widget/pull/1663"),
    ),
    Symptom(
        id="widget_doesnt_load",
        title="Hosted or embedded widget does not load after the upgrade",
        surfaces=("embedded widget", "hosted page"),
        causes=(
            Cause(
                text="Deprecated JavaScript",
                confirms="The page holds a deprecated call",
                rules_out="There is none",
                fix="Remove it",
                probes=("custom_page_calls_no_deprecated_script",),
                decides=Decides.CONFIRMS,
                witness=Witness.SOURCE_CODE,
                left_open=(
                    "A widget embedded in an application is not seen; its code decides."
                ),
                stages=("redirect_deprecated_js",),
            ),
            Cause(
                text="Widget below 5.11.0",
                confirms="The version is below it",
                rules_out="It is in order",
                fix="Update the widget",
                probes=("hosted_widget_meets_the_floor",),
                decides=Decides.CONFIRMS,
                witness=Witness.SOURCE_CODE,
                left_open=(
                    "A widget embedded in an application is not seen; its code decides."
                ),
                stages=("redirect_set_widget_version", "widget_update_version"),
            ),
        ),
        source=guide("oie-upgrade-test-widget-custom"),
        url=guide("oie-upgrade-test-widget-custom"),
    ),
    Symptom(
        id="v7_on_classic_org",
        title="Widget 7.x shows errors on an org that is not upgraded",
        patterns=("The requested feature",),
        surfaces=("embedded widget",),
        causes=(
            Cause(
                text="7.x uses Identity Engine by default",
                confirms="The org states pipeline v1 and no useClassicEngine",
                rules_out="The org states pipeline idx",
                fix="useClassicEngine: true",
                engine="classic",
                witness=Witness.SOURCE_CODE,
                left_open=(
                    "Whether useClassicEngine is set, only the application's code "
                    "shows."
                ),
            ),
        ),
        source=repository("okta-signin-widget/issues/3026"),
        url=repository("okta-signin-widget/issues/3026"),
    ),
    Symptom(
        id="pkce_required",
        title=(
            "OAuth2 with interaction code flow requires PKCE to be enabled on the "
            "authClient"
        ),
        patterns=("interaction code flow requires PKCE",),
        surfaces=("embedded widget",),
        causes=(
            Cause(
                text="pkce: false",
                confirms="pkce: false",
                rules_out="It is absent",
                fix="Remove pkce: false",
                witness=Witness.SOURCE_CODE,
                left_open="Only the application's code and its package files show it.",
            ),
        ),
        source=repository("okta-signin-widget"),
        url=repository("okta-signin-widget"),
    ),
    Symptom(
        id="pkce_insecure_context",
        title="PKCE needs a secure context",
        patterns=(
            "PKCE requires a modern browser",
            "secure HTTPS origin",
            r"window\.crypto|TextEncoder",
        ),
        surfaces=("embedded widget", "SDK"),
        causes=(
            Cause(
                text="Page on http (not localhost) or very old browser",
                confirms="The address begins with http",
                rules_out="The address begins with https",
                fix="Serve over HTTPS",
                witness=Witness.PERSON,
                left_open="Only the address that the browser shows can tell.",
            ),
        ),
        source=repository("okta-auth-js"),
        url=repository("okta-auth-js"),
    ),
    Symptom(
        id="missing_oidc_config",
        title="Invalid OIDC configuration",
        patterns=("Invalid OIDC configuration", 'Set "clientId" and "redirectUri"'),
        surfaces=("embedded widget",),
        causes=(
            Cause(
                text="clientId or redirectUri missing",
                confirms="The keys are missing",
                rules_out="It is there",
                fix="Add what is missing",
                witness=Witness.SOURCE_CODE,
                left_open="Only the application's code and its package files show it.",
            ),
        ),
        source=repository("okta-signin-widget"),
        url=repository("okta-signin-widget"),
    ),
    Symptom(
        id="bundle_mismatch",
        title="Bundle only supports one engine",
        patterns=("only supports OIE", "only supports (the )?Classic"),
        surfaces=("embedded widget",),
        causes=(
            Cause(
                text="okta-sign-in.oie with Classic config or the reverse",
                confirms="The bundle and useClassicEngine contradict each other",
                rules_out="They match",
                fix="Use the standard bundle or a matching configuration",
                witness=Witness.SOURCE_CODE,
                left_open="Only the application's code and its package files show it.",
            ),
        ),
        source=repository("okta-signin-widget"),
        url=repository("okta-signin-widget"),
    ),
    Symptom(
        id="cors_blocked",
        title="Browser blocks /v1/interact or /idp/idx (CORS)",
        patterns=(
            "CORS policy",
            "Access-Control-Allow-Origin",
            "Failed to fetch",
            "NetworkError",
        ),
        surfaces=("embedded widget", "SDK"),
        threads=(
            repository("okta-signin-widget/issues/541"),
            repository("okta-auth-js/issues/553"),
            repository("okta-auth-js/issues/609"),
        ),
        causes=(
            Cause(
                text="Origin not a trusted origin with CORS",
                confirms="Origin missing, INACTIVE or without CORS",
                rules_out="It is there",
                fix="Register the origin as a trusted origin with CORS",
                probes=("interaction_code_application_has_a_cors_origin",),
                decides=Decides.CONFIRMS,
                witness=Witness.TRAFFIC,
                left_open=(
                    "The page may be served from another origin than its redirect URIs"
                    " name."
                ),
                stages=("cors_locate_and_register",),
            ),
            Cause(
                text="Origin differs by scheme, port or subdomain",
                confirms="Other origin accepted",
                rules_out="Same origin accepted",
                fix="Register the exact origin",
                witness=Witness.TRAFFIC,
                left_open="Only a browser's real preflight request shows it.",
            ),
            Cause(
                text="Proxy or browser extension",
                confirms="Preflight fine from outside",
                rules_out="The preflight fails from outside too",
                fix="Check the network",
                witness=Witness.TRAFFIC,
                left_open="Only a browser's real preflight request shows it.",
            ),
            Cause(
                text="Wildcard Access-Control-Allow-Origin with credentials",
                confirms="Header is *",
                rules_out="Exact origin",
                fix="Update the SDK; ask Okta Support",
                witness=Witness.TRAFFIC,
                left_open="Only a browser's real preflight request shows it.",
            ),
        ),
        source=repository("okta-auth-js/issues/609"),
        url=guide("enable-cors"),
    ),
)
