"""The stages of an application that redirects. One table, hence long."""

from apps.facts.fact import Phase, Stage, StageSubject, Witness
from apps.facts.sources import developer, guide, upgrade_help
from apps.facts.stages.prerequisites import advised, needs

REDIRECT = (
    Stage(
        id="redirect_confirm_model",
        title="Confirm that the application only redirects",
        subject=StageSubject.APPLICATION,
        phase=Phase.PRE_UPGRADE,
        order=10,
        how=(
            (
                "SAML/WS-Fed/OIDC redirect to the Okta domain or custom domain; no "
                "credential form in the application"
            ),
            (
                "Redirect SDKs: okta-mobile-kotlin, okta-angular, okta-aspnet, "
                "okta-mobile-swift, okta-react, okta-react-native, okta-vue"
            ),
        ),
        risk="none",
        rollback="Nothing to roll back",
        source=developer("concepts/redirect-vs-embedded"),
        url=developer("concepts/redirect-vs-embedded"),
        prerequisites=(advised("org_inventory"),),
        proves=(
            Witness.CONFIGURATION,
            Witness.SOURCE_CODE,
            Witness.PERSON,
        ),
        denies=(
            Witness.CONFIGURATION,
            Witness.SOURCE_CODE,
        ),
        manual=("Owner confirms",),
        models=("redirect",),
    ),
    Stage(
        id="redirect_check_custom_page",
        title="Check the customized hosted page",
        subject=StageSubject.BRAND,
        phase=Phase.PRE_UPGRADE,
        order=20,
        how=(
            "config.idps and other config overrides",
            (
                "setCookieAndRedirect, sessionToken, OktaUtil.getRequestContext, "
                "processCreds, jQuery selectors, CSS overrides"
            ),
            "Keep OktaUtil.completeLogin as success callback",
            (
                "Any change in the code editor, even a comment, creates a Hub "
                "acknowledgment item"
            ),
        ),
        risk="low",
        rollback="Restore the saved page",
        source=guide("oie-upgrade-plan-embedded-upgrades"),
        url=guide("oie-upgrade-plan-embedded-upgrades"),
        prerequisites=(advised("redirect_confirm_model"),),
        proves=(
            Witness.CONFIGURATION,
            Witness.PERSON,
        ),
        denies=(Witness.CONFIGURATION,),
        manual=("Review by the page owner",),
        models=("redirect",),
        note=(
            "Application uses the default okta.com/oktapreview.com domain: no "
            "development change needed and the widget updates itself."
        ),
    ),
    Stage(
        id="redirect_set_widget_version",
        title="Raise or pin the hosted widget version",
        subject=StageSubject.BRAND,
        phase=Phase.PRE_UPGRADE,
        order=30,
        how=(
            (
                "Customizations > Brands > brand > Pages > Sign-in page > Configure "
                "> Settings > Sign-In Widget Version: highest version"
            ),
            "Save to draft, preview, publish",
            "Third generation: version can be pinned (7.8 or later)",
            "With multibrand the Okta default brand cannot be customized",
        ),
        risk="low",
        rollback="Set the former version back",
        source=guide("oie-upgrade-sign-in-widget"),
        url=guide("oie-upgrade-sign-in-widget"),
        prerequisites=(advised("redirect_check_custom_page"),),
        proves=(Witness.CONFIGURATION,),
        denies=(Witness.CONFIGURATION,),
        manual=("Preview of the draft",),
        models=("redirect",),
    ),
    Stage(
        id="redirect_test_after_upgrade",
        title="Test the redirect flow after the org upgrade",
        subject=StageSubject.APPLICATION,
        phase=Phase.POST_UPGRADE,
        order=40,
        how=(
            (
                "Run sign-in, sign-up and password recovery as they worked on "
                "Classic Engine"
            ),
            "Cover MFA prompt, error texts, sign-out and session expiry",
        ),
        risk="none",
        rollback="Nothing to roll back",
        source=guide("oie-upgrade-overview"),
        url=guide("oie-upgrade-overview"),
        prerequisites=(
            needs("org_upgraded"),
            advised("redirect_set_widget_version"),
        ),
        proves=(
            Witness.TRAFFIC,
            Witness.PERSON,
        ),
        manual=("Checklist ticked by a named tester",),
        models=("redirect",),
        note=(
            "The hosted widget runs Identity Engine automatically; the org "
            "setting decides."
        ),
    ),
    Stage(
        id="redirect_styling",
        title="Repair styling",
        subject=StageSubject.BRAND,
        phase=Phase.POST_UPGRADE,
        order=50,
        how=(
            "Compare visually; only documented styles are guaranteed",
            "Gen3: branding and design tokens, CSS selectors not stable",
        ),
        risk="low",
        rollback="Restore the saved page",
        source=guide("oie-upgrade-plan-embedded-upgrades"),
        url=guide("oie-upgrade-sign-in-widget-styling"),
        prerequisites=(
            needs("org_upgraded"),
            advised("redirect_test_after_upgrade"),
        ),
        proves=(
            Witness.CONFIGURATION,
            Witness.PERSON,
        ),
        manual=("Screenshots desktop and mobile before/after",),
        models=("redirect",),
    ),
    Stage(
        id="redirect_i18n",
        title="Replace i18n keys",
        subject=StageSubject.BRAND,
        phase=Phase.POST_UPGRADE,
        order=60,
        how=(
            (
                "Override oie.* keys; old Classic keys no longer apply (raw keys "
                "can appear)"
            ),
        ),
        risk="low",
        rollback="Restore the saved page",
        source=guide("oie-upgrade-plan-embedded-upgrades"),
        url=guide("oie-upgrade-sign-in-widget-i18n"),
        prerequisites=(
            needs("org_upgraded"),
            advised("redirect_test_after_upgrade"),
        ),
        proves=(
            Witness.CONFIGURATION,
            Witness.PERSON,
        ),
        denies=(Witness.CONFIGURATION,),
        manual=("All languages looked at",),
        models=("redirect",),
    ),
    Stage(
        id="redirect_deprecated_js",
        title="Replace deprecated JavaScript",
        subject=StageSubject.BRAND,
        phase=Phase.POST_UPGRADE,
        order=70,
        how=(
            (
                "Remove setCookieAndRedirect/sessionToken handling; "
                "getRequestContext: Identity Engine returns app.value.id/name/label "
                "where Classic returned target.clientId/name/label"
            ),
        ),
        risk="medium",
        rollback="Restore the saved page",
        source=guide("oie-upgrade-sign-in-widget-deprecated-methods"),
        url=guide("oie-upgrade-sign-in-widget-deprecated-methods"),
        prerequisites=(
            needs("org_upgraded"),
            advised("redirect_test_after_upgrade"),
        ),
        proves=(
            Witness.CONFIGURATION,
            Witness.PERSON,
        ),
        denies=(Witness.CONFIGURATION,),
        manual=("Page loads without console errors (e.g. target is undefined)",),
        models=("redirect",),
    ),
    Stage(
        id="redirect_backend_clients",
        title="Non-browser callers of the authorize flow",
        subject=StageSubject.APPLICATION,
        phase=Phase.PRE_UPGRADE,
        order=80,
        how=(
            (
                "Scripts that expected an HTTP 302 now get HTTP 200 with a "
                "JavaScript redirect (transient widget page)"
            ),
            (
                "Move them to an API flow (client credentials, device "
                "authorization, direct authentication)"
            ),
        ),
        risk="medium",
        rollback="Nothing to roll back",
        source=developer("journeys/OCI-prepare-upgrade-oie/main"),
        url=developer("journeys/OCI-prepare-upgrade-oie/main"),
        prerequisites=(advised("redirect_confirm_model"),),
        proves=(
            Witness.TRAFFIC,
            Witness.SOURCE_CODE,
            Witness.PERSON,
        ),
        denies=(
            Witness.TRAFFIC,
            Witness.SOURCE_CODE,
        ),
        manual=("Owner confirms",),
        models=("redirect",),
    ),
    Stage(
        id="redirect_policies",
        title="Check global session and app sign-in policy",
        subject=StageSubject.APPLICATION,
        phase=Phase.POST_UPGRADE,
        order=90,
        how=(
            (
                "Okta sign-on policy became the global session policy, app sign-on "
                "rules the app sign-in policy"
            ),
            "Both must be satisfied (Classic evaluated one of them)",
            "OIDC applications are evaluated at authorize time",
        ),
        risk="Medium (global session policy touches all applications)",
        rollback="Undo the policy change",
        source=guide("oie-upgrade-plan-embedded-upgrades"),
        url=upgrade_help("app-sign-on-policy-changes"),
        prerequisites=(
            needs("org_upgraded"),
            advised("redirect_test_after_upgrade"),
        ),
        proves=(Witness.PERSON,),
        manual=("Test user per rule",),
        models=("redirect",),
    ),
    Stage(
        id="redirect_retest",
        title="Final test and sign-off",
        subject=StageSubject.APPLICATION,
        phase=Phase.POST_UPGRADE,
        order=100,
        how=("Repeat the matrix",),
        risk="none",
        rollback="Nothing to roll back",
        source=guide("oie-upgrade-overview"),
        url=guide("oie-upgrade-overview"),
        prerequisites=(
            needs("org_upgraded"),
            advised("redirect_styling"),
            advised("redirect_i18n"),
            advised("redirect_deprecated_js"),
            advised("redirect_policies"),
        ),
        proves=(
            Witness.TRAFFIC,
            Witness.PERSON,
        ),
        manual=("Owner sign-off",),
        models=("redirect",),
    ),
)
