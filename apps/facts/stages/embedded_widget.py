"""The stages of an application with a self-hosted Sign-In Widget. Data only."""

from apps.facts.fact import Phase, Stage, StageSubject, Witness
from apps.facts.sources import guide
from apps.facts.stages.prerequisites import advised, needs

EMBEDDED_WIDGET = (
    Stage(
        id="widget_update_version",
        title="Update the self-hosted widget to the latest Gen2 version",
        subject=StageSubject.APPLICATION,
        phase=Phase.PRE_UPGRADE,
        order=10,
        how=(
            (
                "Reference the Okta CDN or npm package @okta/okta-signin-widget at "
                "the latest 7.x"
            ),
            "From major 4 or earlier follow MIGRATING.md",
            "5.11.0 is the floor before the org upgrade",
            (
                "While the org or application is not ready set useClassicEngine: "
                "true on 7.x (7.x runs Identity Engine by default)"
            ),
            "Gen3 cannot be self-hosted",
        ),
        risk="Low when useClassicEngine: true is set",
        rollback="Former version",
        source=guide("oie-upgrade-plan-embedded-upgrades"),
        url=guide("oie-upgrade-sign-in-widget"),
        prerequisites=(advised("org_inventory"),),
        proves=(
            Witness.SOURCE_CODE,
            Witness.PERSON,
        ),
        denies=(Witness.SOURCE_CODE,),
        manual=("Widget loads",),
        models=("embedded_widget",),
    ),
    Stage(
        id="widget_switch_interaction_code",
        title="Switch the widget configuration to the interaction code flow",
        subject=StageSubject.APPLICATION,
        phase=Phase.POST_UPGRADE,
        order=60,
        how=(
            "Version < 7: useInteractionCodeFlow: true",
            (
                "Version >= 7: remove useClassicEngine (or set false) and remove "
                "useInteractionCodeFlow (option no longer exists)"
            ),
            (
                "clientId, redirectUri and issuer are required; PKCE must stay on; "
                "useClassicEngine: true disables self-service registration on an "
                "Identity Engine org"
            ),
        ),
        risk="Medium: this is the moment the behaviour changes",
        rollback=(
            "Set useClassicEngine: true (>=7) or useInteractionCodeFlow: false "
            "(<7) and re-deploy; keep as a feature flag during rollout"
        ),
        source=guide("oie-upgrade-plan-embedded-upgrades"),
        url=guide("oie-upgrade-sign-in-widget"),
        prerequisites=(
            needs("org_upgraded"),
            needs("as_interaction_code_grant"),
            needs("app_interaction_code_grant"),
            needs("cors_locate_and_register"),
            needs("widget_update_version"),
        ),
        proves=(
            Witness.TRAFFIC,
            Witness.SOURCE_CODE,
            Witness.PERSON,
        ),
        denies=(Witness.SOURCE_CODE,),
        manual=("Test sign-in; network tab shows /v1/interact and /idp/idx/*",),
        models=("embedded_widget",),
    ),
    Stage(
        id="widget_remove_config",
        title="Remove unsupported properties and feature flags",
        subject=StageSubject.APPLICATION,
        phase=Phase.POST_UPGRADE,
        order=70,
        how=(
            "Remove registration, idpDiscovery, idps and other removed properties",
            "Remove feature flags that the org's settings replace",
        ),
        risk="low",
        rollback="Restore the config",
        source=guide("oie-upgrade-sign-in-widget"),
        url=guide("oie-upgrade-sign-in-widget"),
        prerequisites=(needs("widget_switch_interaction_code"),),
        proves=(
            Witness.SOURCE_CODE,
            Witness.PERSON,
        ),
        denies=(Witness.SOURCE_CODE,),
        manual=("Admin setting that replaces each flag is configured",),
        models=("embedded_widget",),
    ),
    Stage(
        id="widget_replace_token_flow",
        title="Replace setCookieAndRedirect and renderEl token flows",
        subject=StageSubject.APPLICATION,
        phase=Phase.POST_UPGRADE,
        order=80,
        how=(
            (
                "showSignIn (general), showSignInAndRedirect (server-side web "
                "application), showSignInToGetTokens (SPA, no redirect)"
            ),
            (
                "Pass otp and state query parameters to the widget; handle "
                "interaction_required by rendering the widget again; finish with "
                "handleLoginRedirect or tokenManager.setTokens"
            ),
            (
                "Server side: exchange interaction_code at /token "
                "(grant_type=interaction_code, code_verifier) within 60 seconds"
            ),
        ),
        risk="medium",
        rollback="Flag back to the former code",
        source=guide("oie-upgrade-plan-embedded-upgrades"),
        url=guide("oie-upgrade-sign-in-widget-deprecated-methods"),
        prerequisites=(needs("widget_switch_interaction_code"),),
        proves=(
            Witness.SOURCE_CODE,
            Witness.PERSON,
        ),
        denies=(Witness.SOURCE_CODE,),
        manual=("Social sign-in and e-mail link tested",),
        models=("embedded_widget",),
    ),
    Stage(
        id="widget_test_visual",
        title="Test visually",
        subject=StageSubject.APPLICATION,
        phase=Phase.POST_UPGRADE,
        order=90,
        how=(
            "Documented styles only; compare desktop and mobile",
            "i18n: oie.* keys; no raw keys",
        ),
        risk="low",
        rollback="Restore CSS",
        source=guide("oie-upgrade-plan-embedded-upgrades"),
        url=guide("oie-upgrade-sign-in-widget-styling"),
        prerequisites=(needs("widget_switch_interaction_code"),),
        proves=(Witness.PERSON,),
        denies=(Witness.SOURCE_CODE,),
        manual=("Screenshots",),
        models=("embedded_widget",),
    ),
    Stage(
        id="widget_test_functional",
        title="Test functionally",
        subject=StageSubject.APPLICATION,
        phase=Phase.POST_UPGRADE,
        order=100,
        how=(
            (
                "Sign-in, MFA enrollment and challenge, recovery, registration, "
                "social IdP, identifier-first, error states"
            ),
        ),
        risk="none",
        rollback="Nothing to roll back",
        source=guide("oie-upgrade-plan-embedded-upgrades"),
        url=guide("oie-upgrade-test-widget-custom"),
        prerequisites=(
            needs("widget_switch_interaction_code"),
            advised("widget_remove_config"),
            advised("widget_replace_token_flow"),
            advised("widget_test_visual"),
        ),
        proves=(
            Witness.TRAFFIC,
            Witness.PERSON,
        ),
        manual=("Matrix green, no console errors",),
        models=("embedded_widget",),
    ),
    Stage(
        id="widget_rollout",
        title="Roll out by share of users",
        subject=StageSubject.APPLICATION,
        phase=Phase.POST_UPGRADE,
        order=110,
        how=(
            "Start with internal users or a small test group",
            "Check sign-in, registration, enrollment and recovery end to end",
            "Watch the System Log and feedback, then raise the share",
        ),
        risk="medium",
        rollback="Lower the share to 0",
        source=guide("oie-upgrade-plan-embedded-upgrades"),
        url=guide("oie-upgrade-rollout-plan"),
        prerequisites=(
            needs("widget_switch_interaction_code"),
            advised("widget_test_functional"),
        ),
        proves=(Witness.TRAFFIC,),
        denies=(Witness.TRAFFIC,),
        manual=("Support tickets watched",),
        models=("embedded_widget",),
    ),
    Stage(
        id="widget_remove_classic_path",
        title="Remove the Classic code path",
        subject=StageSubject.APPLICATION,
        phase=Phase.POST_UPGRADE,
        order=120,
        how=(
            (
                "Delete useClassicEngine branches and old instances when everything "
                "works"
            ),
        ),
        risk="low",
        rollback="Git revert",
        source=guide("oie-upgrade-plan-embedded-upgrades"),
        url=guide("oie-upgrade-rollout-plan"),
        prerequisites=(needs("widget_rollout"),),
        proves=(
            Witness.SOURCE_CODE,
            Witness.TRAFFIC,
            Witness.PERSON,
        ),
        denies=(
            Witness.SOURCE_CODE,
            Witness.TRAFFIC,
        ),
        manual=("Owner sign-off",),
        models=("embedded_widget",),
    ),
)
