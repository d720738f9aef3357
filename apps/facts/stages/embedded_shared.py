"""The stages that embedded widgets and embedded SDKs share. Data only."""

from apps.facts.fact import Phase, Stage, StageSubject, Witness
from apps.facts.sources import guide
from apps.facts.stages.prerequisites import advised, needs

EMBEDDED_SHARED = (
    Stage(
        id="as_interaction_code_grant",
        title="Interaction Code grant on the custom authorization servers",
        subject=StageSubject.AUTHORIZATION_SERVER,
        phase=Phase.POST_UPGRADE,
        order=20,
        how=(
            (
                "Security > API > Authorization servers > access policy > rule that "
                "applies to the application > IF Grant type is > Advanced > Other "
                "grants > Interaction Code"
            ),
            "Every rule that must serve the application needs the grant",
            (
                "Org authorization server: nothing to do, it follows "
                "org_interaction_code_switch"
            ),
        ),
        risk="Lowest: only adds support, behaviour does not change",
        rollback="Clear the box on the rule",
        source=guide("oie-upgrade-plan-embedded-upgrades"),
        url=guide("implement-grant-type/interactioncode"),
        prerequisites=(
            needs("org_upgraded"),
            needs("org_interaction_code_switch"),
        ),
        proves=(Witness.CONFIGURATION,),
        denies=(Witness.CONFIGURATION,),
        manual=("Rule shown in the Admin Console",),
        models=(
            "embedded_widget",
            "embedded_sdk",
        ),
    ),
    Stage(
        id="app_interaction_code_grant",
        title="Interaction Code grant on the application",
        subject=StageSubject.APPLICATION,
        phase=Phase.POST_UPGRADE,
        order=30,
        how=(
            (
                "Applications > application > General > Grant type > Advanced > "
                "Interaction Code"
            ),
            "Keep the existing grant types",
            "Add the callback route to the sign-in redirect URIs",
            "App types: native, single-page, web",
        ),
        risk=("Lowest: behaviour does not change until the application code uses it"),
        rollback="Remove the grant type from the application",
        source=guide("oie-upgrade-plan-embedded-upgrades"),
        url=guide("implement-grant-type/interactioncode"),
        prerequisites=(
            needs("org_upgraded"),
            needs("org_interaction_code_switch"),
            advised("widget_update_version"),
            advised("as_interaction_code_grant"),
        ),
        proves=(Witness.CONFIGURATION,),
        denies=(Witness.CONFIGURATION,),
        manual=("App page shows the box ticked",),
        models=(
            "embedded_widget",
            "embedded_sdk",
        ),
        note="Service applications never need this grant.",
    ),
    Stage(
        id="cors_locate_and_register",
        title="Use CORS to locate integrations; register origins",
        subject=StageSubject.ORG,
        phase=Phase.PRE_UPGRADE,
        order=40,
        how=(
            (
                "Security > API > Trusted Origins: each CORS entry is a possible "
                "client-side integration"
            ),
            "Add the application origin with type CORS (and Redirect if used)",
        ),
        risk="low",
        rollback="Remove the origin",
        source=guide("oie-upgrade-plan-embedded-upgrades"),
        url=guide("enable-cors"),
        prerequisites=(advised("org_inventory"),),
        proves=(Witness.PERSON,),
        denies=(Witness.CONFIGURATION,),
        manual=("Team named for each origin",),
        models=("embedded_widget",),
    ),
)
