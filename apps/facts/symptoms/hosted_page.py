"""Symptoms of the hosted page, its look and its redirects. Data only."""

from apps.facts.fact import Witness
from apps.facts.sources import guide
from apps.facts.symptoms.symptom import Cause, Decides, Symptom

HOSTED_PAGE: tuple[Symptom, ...] = (
    Symptom(
        id="target_is_undefined",
        title="Target is undefined on the custom hosted page",
        patterns=(
            "target is undefined",
            "Cannot read propert(y|ies).{0,200}(clientId|target)",
        ),
        surfaces=("hosted page",),
        causes=(
            Cause(
                text=(
                    "OktaUtil.getRequestContext().target used; Identity Engine returns"
                    " app.value"
                ),
                confirms="getRequestContext with .target in pageContent",
                rules_out="It is absent",
                fix="Read app.value.id/name/label",
                probes=("hosted_page_has_no_classic_code#getRequestContext",),
                engine="identity_engine",
                stages=("redirect_deprecated_js",),
            ),
        ),
        source=guide("oie-upgrade-test-widget-custom"),
        url=guide("oie-upgrade-test-widget-custom"),
    ),
    Symptom(
        id="raw_i18n_keys",
        title="Raw text keys on the sign-in page",
        patterns=(r"\b(oie|primaryauth|password)\.[a-z.]+",),
        surfaces=("embedded widget", "hosted page"),
        causes=(
            Cause(
                text="Classic key overridden or removed",
                confirms="Text keys of Classic in the page",
                rules_out="All keys are of Identity Engine",
                fix="Map to oie.* keys",
                probes=("custom_page_texts_use_new_keys",),
                decides=Decides.CONFIRMS,
                witness=Witness.SOURCE_CODE,
                left_open=(
                    "A widget embedded in an application is not seen; its code decides."
                ),
                stages=("redirect_i18n",),
            ),
        ),
        source=guide("oie-upgrade-test-widget-custom"),
        url=guide("oie-upgrade-test-widget-custom"),
    ),
    Symptom(
        id="styling_broken",
        title="CSS overrides no longer apply",
        surfaces=("embedded widget", "hosted page"),
        causes=(
            Cause(
                text="CSS bound to Classic DOM or Gen3",
                confirms="widgetGeneration G3 or undocumented selectors",
                rules_out="There is none",
                fix="Use documented styles or design tokens",
                probes=(
                    "custom_page_styles_are_its_own",
                    "hosted_widget_generation_fits_its_version",
                ),
                decides=Decides.CONFIRMS,
                witness=Witness.SOURCE_CODE,
                left_open=(
                    "A widget embedded in an application is not seen; its code decides."
                ),
                stages=("redirect_styling",),
            ),
        ),
        source=guide("oie-upgrade-test-widget-custom"),
        url=guide("oie-upgrade-test-widget-custom"),
    ),
    Symptom(
        id="looks_different",
        title="Sign-in page looks different",
        surfaces=("embedded widget", "hosted page"),
        causes=(
            Cause(
                text="Identifier-first, no security image, Keep me signed in",
                confirms="primaryFactor PASSWORD_IDP_ANY_FACTOR",
                rules_out="primaryFactor is PASSWORD_IDP",
                fix="None: expected; tell people what changes",
                probes=("global_session_rules_start_with_the_password",),
                engine="identity_engine",
            ),
        ),
        source=guide("oie-upgrade-test-widget-custom"),
        url=guide("oie-upgrade-test-widget-custom"),
    ),
    Symptom(
        id="factor_sequencing_broken",
        title="Factor sequencing not working",
        surfaces=("embedded widget", "org"),
        causes=(
            Cause(
                text="Customization for factor sequencing",
                confirms="The page holds the pattern",
                rules_out="There is none",
                fix="Remove it; use the app sign-in policy",
                probes=("hosted_page_has_no_classic_code#factor_sequencing",),
                decides=Decides.CONFIRMS,
                witness=Witness.SOURCE_CODE,
                left_open=(
                    "A widget embedded in an application is not seen; its code decides."
                ),
            ),
        ),
        source=guide("oie-upgrade-test-widget-custom"),
        url=guide("oie-upgrade-test-widget-custom"),
    ),
    Symptom(
        id="redirect_uri_issue",
        title="Redirect URI error after the upgrade",
        patterns=(
            "redirect_uri",
            "'redirect_uri' parameter must be a Login redirect URI",
        ),
        surfaces=("embedded widget", "hosted page", "SDK"),
        causes=(
            Cause(
                text="URI not registered or changed",
                confirms="redirect_uris lacks it",
                rules_out="It is there",
                fix="Register the redirect URI",
                witness=Witness.SOURCE_CODE,
                left_open=(
                    "Which redirect URI is sent stands in the application's code."
                ),
            ),
        ),
        source=guide("oie-upgrade-test-widget-custom"),
        url=guide("oie-upgrade-test-widget-custom"),
    ),
    Symptom(
        id="admin_console_signin",
        title="Admins cannot sign in on the custom domain",
        surfaces=("hosted page",),
        causes=(
            Cause(
                text="Default App for Sign-In Widget or custom page redirects",
                confirms="brand.defaultApp set or own redirect code",
                rules_out="There is none",
                fix="Use /login/default; fix page",
                probes=("brand_has_no_default_application",),
                decides=Decides.CONFIRMS,
                witness=Witness.PERSON,
                left_open=(
                    "Whether the page's own code redirects, a person has to read."
                ),
            ),
        ),
        source=guide("oie-upgrade-test-widget-custom"),
        url=guide("oie-upgrade-test-widget-custom"),
    ),
)
