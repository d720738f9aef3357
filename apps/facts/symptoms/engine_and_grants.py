"""Which engine, which grant: symptoms of the first calls after a change. Data only."""

from apps.facts.fact import Witness
from apps.facts.sources import guide, repository
from apps.facts.symptoms.symptom import Cause, Decides, Symptom

ENGINE_AND_GRANTS: tuple[Symptom, ...] = (
    Symptom(
        id="feature_not_available",
        title="Error: requested feature not available in this environment",
        patterns=(
            "requested feature (isn.t|is not) (available|enabled) in this environment",
            r"oie\.feature\.disabled",
        ),
        surfaces=("embedded widget", "SDK"),
        note=(
            "The documentation says that the feature isn't available; /v1/interact "
            "answers access_denied with “is not enabled in this environment”."
        ),
        causes=(
            Cause(
                text=(
                    "The org still runs Classic Engine but the widget/SDK uses "
                    "interaction code"
                ),
                confirms="The org states pipeline v1",
                rules_out="The org states pipeline idx",
                fix=(
                    "Keep the Classic path (useClassicEngine: true or "
                    "useInteractionCodeFlow: false) until the org is upgraded"
                ),
                engine="classic",
            ),
            Cause(
                text="Org upgraded, grant missing on the application",
                confirms="grant_types without interaction_code",
                rules_out="The grant is there",
                fix="Add interaction_code to the application's grant types",
                probes=("application_has_interaction_code_grant",),
                engine="identity_engine",
                stages=("app_interaction_code_grant",),
            ),
            Cause(
                text="Org upgraded, grant missing on the custom authorization server",
                confirms="No ACTIVE rule with interaction_code for the client",
                rules_out="A rule is there",
                fix=(
                    "Add interaction_code to the rule of the authorization server that"
                    " covers the client"
                ),
                probes=("application_is_covered_by_a_server_grant",),
                engine="identity_engine",
                stages=("as_interaction_code_grant",),
            ),
            Cause(
                text="Org-level Interaction Code switch off",
                confirms=(
                    "access_denied while application and rule have the grant; also on "
                    "the org authorization server"
                ),
                rules_out="Handle from the org authorization server",
                fix=(
                    "Switch Interaction Code on in Settings > Account > Embedded "
                    "widget sign-in support"
                ),
                engine="identity_engine",
                witness=Witness.TRAFFIC,
                left_open=(
                    "No API shows the switch; only a real call of /v1/interact does."
                ),
                stages=("org_interaction_code_switch",),
            ),
            Cause(
                text="Wrong org or issuer in the configuration",
                confirms="Issuer answers 404 or belongs to another org id",
                rules_out="Issuer resolves and org id matches",
                fix="Correct the issuer",
                witness=Witness.SOURCE_CODE,
                left_open="The issuer stands in the application's own configuration.",
            ),
        ),
        source=guide("oie-upgrade-plan-embedded-upgrades"),
        url=guide("oie-upgrade-plan-embedded-upgrades"),
        seed_row=1,
    ),
    Symptom(
        id="sdk_errors_on_classic_org",
        title="Various SDK errors after Identity Engine calls were put in",
        patterns=("Unable to proceed", "404.{0,200}interact", "The requested feature"),
        surfaces=("SDK",),
        causes=(
            Cause(
                text="The org is not upgraded",
                confirms="The org states pipeline v1",
                rules_out="The org states pipeline idx",
                fix="Upgrade the org first or fall back to Classic calls",
                engine="classic",
                stages=("org_upgraded",),
            ),
            Cause(
                text="SDK version without idx module",
                confirms="okta-auth-js below 5.1.0 or only Classic package",
                rules_out="Minimum version met",
                fix="Update to the minimum version that the step names",
                witness=Witness.SOURCE_CODE,
                left_open="Only the application's code and its package files show it.",
                stages=("sdk_update_dependency",),
            ),
            Cause(
                text="Mixed bundle (authn-only entry point)",
                confirms="Import from @okta/okta-auth-js/authn",
                rules_out="Default or /idx import",
                fix="Import the default entry point",
                witness=Witness.SOURCE_CODE,
                left_open="Only the application's code and its package files show it.",
            ),
        ),
        source=guide("oie-upgrade-plan-embedded-upgrades"),
        url=guide("oie-upgrade-plan-embedded-upgrades"),
        seed_row=2,
    ),
    Symptom(
        id="still_classic",
        title="Org and SDK upgraded, app still behaves like Classic",
        surfaces=("embedded widget", "SDK"),
        causes=(
            Cause(
                text="Interaction code not switched on in the widget/SDK",
                confirms="The rules of the widget's version give Classic",
                rules_out="The rules of the widget's version give Identity Engine",
                fix=(
                    "useInteractionCodeFlow: true (<7) or remove useClassicEngine (>=7)"
                ),
                witness=Witness.SOURCE_CODE,
                left_open=(
                    "The switch stands in the code; configuration cannot show it."
                ),
                stages=("widget_switch_interaction_code", "sdk_rollout"),
            ),
            Cause(
                text=(
                    "Application still calls signInWithCredentials / "
                    "AuthenticationClient"
                ),
                confirms="Classic patterns found",
                rules_out="None found",
                fix="Replace the old calls, one flow after the other",
                witness=Witness.SOURCE_CODE,
                left_open="Only the application's code and its package files show it.",
                stages=(
                    "replace_password_recovery",
                    "replace_registration",
                    "replace_sign_in",
                    "replace_sign_out",
                ),
            ),
            Cause(
                text="okta-sign-in.classic bundle or entry point authn",
                confirms="The name of the bundle says so",
                rules_out="It is another bundle",
                fix="Use the standard bundle",
                witness=Witness.SOURCE_CODE,
                left_open="Only the application's code and its package files show it.",
            ),
            Cause(
                text="Feature flag or share sends the user to Classic",
                confirms="No interaction_handle events for the client",
                rules_out="There are such events",
                fix="Check the share of the rollout",
                witness=Witness.TRAFFIC,
                left_open="Only real sign-ins show which engine served them.",
                stages=("widget_rollout", "sdk_rollout"),
            ),
            Cause(
                text="App branding migration: application not moved",
                confirms="Application listed as Classic in the Admin Console",
                rules_out="The application is moved",
                fix="Move the application",
                witness=Witness.PERSON,
                left_open="Only a person who looks in the Admin Console can tell.",
                stages=("org_app_branding_migration",),
            ),
            Cause(
                text="Cached old front-end",
                confirms="Old script version delivered",
                rules_out="The new version is delivered",
                fix="Purge CDN",
                witness=Witness.TRAFFIC,
                left_open="Only what a browser is really served shows it.",
            ),
        ),
        source=guide("oie-upgrade-plan-embedded-upgrades"),
        url=guide("oie-upgrade-plan-embedded-upgrades"),
        seed_row=3,
    ),
    Symptom(
        id="unauthorized_client_grant",
        title="Client not authorized to use the provided grant type",
        patterns=(
            "not authorized to use the provided grant type",
            "isn.t authorized to use the provided grant type",
            "unauthorized_client",
        ),
        surfaces=("embedded widget", "SDK"),
        causes=(
            Cause(
                text="Application lacks interaction_code",
                confirms="Grant missing; description lists configured grant types",
                rules_out="The grant is there",
                fix="Add interaction_code to the application's grant types",
                probes=("application_has_interaction_code_grant",),
                stages=("app_interaction_code_grant",),
            ),
            Cause(
                text="Org switch was turned off and on again: grants are not restored",
                confirms=(
                    "Several applications and rules lost the grant at the same time; "
                    "System Log shows client updates"
                ),
                rules_out="Only one application lost it",
                fix="Add the grant again to every application and rule",
                probes=("application_has_interaction_code_grant",),
                decides=Decides.RULES_OUT,
                witness=Witness.TRAFFIC,
                left_open=(
                    "Only the System Log shows whether several lost it at one time."
                ),
                stages=("org_interaction_code_switch",),
            ),
            Cause(
                text="Application type not allowed (service app)",
                confirms="application_type = service",
                rules_out="Web, browser or native",
                fix="Use another application integration",
                probes=("application_is_no_service_application",),
            ),
        ),
        source=guide("implement-grant-type/interactioncode"),
        url=guide("implement-grant-type/interactioncode"),
    ),
    Symptom(
        id="grants_lost_after_switch",
        title="All embedded apps fail after an admin changed Settings > Account",
        patterns=("grant type",),
        surfaces=("org",),
        causes=(
            Cause(
                text="Interaction Code was switched off",
                confirms=(
                    "Event of the settings change; many applications without grant"
                ),
                rules_out="Applications keep grant",
                fix="Switch it on, then add the grants again",
                probes=("application_has_interaction_code_grant",),
                decides=Decides.RULES_OUT,
                witness=Witness.TRAFFIC,
                left_open="Only the System Log shows the change of the setting.",
                stages=(
                    "org_interaction_code_switch",
                    "app_interaction_code_grant",
                    "as_interaction_code_grant",
                ),
            ),
        ),
        source=guide("implement-grant-type/interactioncode"),
        url=guide("implement-grant-type/interactioncode"),
    ),
    Symptom(
        id="potential_misconfiguration",
        title="Widget: something went wrong, potential misconfiguration",
        patterns=("Potential misconfiguration detected", r"oie\.configuration\.error"),
        surfaces=("embedded widget",),
        causes=(
            Cause(
                text="The grant is missing",
                confirms=(
                    "The grant is missing on the application or on its authorization "
                    "server"
                ),
                rules_out="Both have the grant",
                fix=(
                    "Add interaction_code to the application and to the rule of its "
                    "authorization server"
                ),
                probes=(
                    "application_has_interaction_code_grant",
                    "application_is_covered_by_a_server_grant",
                ),
                stages=("app_interaction_code_grant", "as_interaction_code_grant"),
            ),
            Cause(
                text="Redirect URI not registered",
                confirms="invalid_request naming redirect_uri",
                rules_out="It is in order",
                fix="Add the sign-in redirect URI",
                witness=Witness.TRAFFIC,
                left_open=(
                    "Only a real call of /v1/interact shows it; configuration does not."
                ),
            ),
            Cause(
                text="Scope not allowed",
                confirms="invalid_scope",
                rules_out="It is in order",
                fix="Set the scopes in the rule or the configuration",
                witness=Witness.TRAFFIC,
                left_open=(
                    "Only a real call of /v1/interact shows it; configuration does not."
                ),
            ),
        ),
        source=repository("okta-signin-widget"),
        url=repository("okta-signin-widget"),
    ),
    Symptom(
        id="no_matching_policy",
        title="You are not allowed to access this app",
        patterns=(
            r"idx\.error\.code\.no_matching_policy",
            "not allowed to access this app",
            "no_matching_policy",
        ),
        surfaces=("embedded widget", "SDK"),
        note=(
            "Before 2024.10.1 no System Log entry was written when no policy matched; "
            "before 2022.05.3 a wrong error code could appear"
        ),
        causes=(
            Cause(
                text=(
                    "No authorization server policy/rule matches client, user, grant "
                    "or scope"
                ),
                confirms=(
                    "No active policy for the client, or no rule for the grant, the "
                    "user or the scope"
                ),
                rules_out="A rule matches client, user, grant and scopes",
                fix="Add a policy or a rule",
                probes=("application_is_covered_by_a_server_grant",),
                engine="identity_engine",
                decides=Decides.CONFIRMS,
                witness=Witness.TRAFFIC,
                left_open=(
                    "Whether a rule fits the user and the scopes too, only a real "
                    "request shows."
                ),
                stages=("as_interaction_code_grant",),
            ),
            Cause(
                text="User not assigned to the application",
                confirms="The user is not assigned",
                rules_out="The user is assigned",
                fix="Assign the user",
                witness=Witness.PERSON,
                left_open=(
                    "Assignments are not read; a person looks at the application's."
                ),
            ),
            Cause(
                text="Application sign-in policy denies",
                confirms=(
                    "ACCESS_POLICY rule DENY matches; policy.evaluate_sign_on outcome "
                    "DENY"
                ),
                rules_out="The outcome is ALLOW",
                fix="Change the rule",
                witness=Witness.TRAFFIC,
                left_open=(
                    "Which rule meets a user, only the policy.evaluate_sign_on event "
                    "shows."
                ),
            ),
        ),
        source=repository("okta-idx-java/issues/201"),
        url=repository("okta-idx-java/issues/201"),
    ),
)
