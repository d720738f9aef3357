"""The stages of an org before its upgrade. One table, hence long."""

from apps.facts.fact import Phase, Stage, StageSubject, Witness
from apps.facts.sources import guide, upgrade_help
from apps.facts.stages.prerequisites import advised

BEFORE = (
    Stage(
        id="org_inventory",
        title="Inventory every integration of the org",
        subject=StageSubject.ORG,
        phase=Phase.PRE_UPGRADE,
        order=10,
        how=(
            "List applications, sign-on method, status, last use, owner",
            (
                "List custom authorization servers, trusted origins with CORS, "
                "event and inline hooks, Workflows, API tokens, OAuth service "
                "applications, directory agents, log streams"
            ),
            "Search source repositories for Okta packages and endpoints",
            (
                "Ask the development teams: server-side authentication may leave no "
                "trace in the Admin Console"
            ),
            (
                "Classify each finding with one action: test, update, replace, "
                "retire, validate or investigate"
            ),
        ),
        risk="None (read only)",
        rollback="Nothing to roll back",
        source=guide("oie-upgrade-identify-integrations"),
        url=guide("oie-upgrade-identify-integrations"),
        proves=(Witness.PERSON,),
        manual=(
            (
                "App usage report, App access report, User app access report and "
                "Admin role assignments report reviewed"
            ),
            (
                "Hub acknowledgment items compared with the inventory: the Hub "
                "detects an embedded widget but not Auth.js on its own"
            ),
        ),
    ),
    Stage(
        id="org_record_baseline",
        title="Record the Classic Engine behaviour",
        subject=StageSubject.ORG,
        phase=Phase.PRE_UPGRADE,
        order=20,
        how=(
            (
                "Write down Okta sign-on, MFA enrollment, app sign-on and "
                "self-service password recovery policies"
            ),
            (
                "One test user (at least) per policy; run each flow and note the "
                "expected result"
            ),
            "Record Sign-In Widget customizations per deployment model",
            (
                "Note IWA agent settings and routing rules (no longer visible after "
                "the upgrade, needed for a rollback)"
            ),
            "Device Trust: runbook to re-integrate the MDM vendor",
        ),
        risk="none",
        rollback="Nothing to roll back",
        source=upgrade_help("self-service/validation-tests"),
        url=upgrade_help("self-service/validation-tests"),
        prerequisites=(advised("org_inventory"),),
        proves=(Witness.PERSON,),
        manual=(
            (
                "Test matrix filled for: hosted sign-in, embedded widget, "
                "self-service registration, password recovery, SSO to 5 or more "
                "applications with different sign-on policies, MFA authenticators, "
                "Admin Console access"
            ),
            ("Classic app sign-on policies captured from the Admin Console (no API)"),
        ),
    ),
    Stage(
        id="org_hub_action_items",
        title="Clear the OIE Upgrade Hub",
        subject=StageSubject.ORG,
        phase=Phase.PRE_UPGRADE,
        order=30,
        how=(
            (
                "A super admin opens the Hub (Admin Dashboard > Schedule upgrade / "
                "Upgrade to OIE)"
            ),
            "Tick each acknowledgment item after reading it",
            "Fix each configuration item with its remediation guide",
            "All items must be done before a date can be chosen",
        ),
        risk="low",
        rollback="Nothing to roll back",
        source=upgrade_help("complete-action-items"),
        url=upgrade_help("complete-action-items"),
        prerequisites=(advised("org_inventory"),),
        proves=(Witness.PERSON,),
        manual=("Screenshot or note of the Hub with zero open items",),
    ),
    Stage(
        id="org_mobile_device_trust_off",
        title="Turn off mobile Device Trust (and OMM)",
        subject=StageSubject.ORG,
        phase=Phase.PRE_UPGRADE,
        order=40,
        how=(
            "App sign-on rules: mobile device condition back to Any",
            "Disable the mobile Device Trust policies",
            (
                "Security > Device Trust: clear Enable iOS Device Trust and Enable "
                "Android Device Trust; leave Windows/macOS on"
            ),
            (
                "Deploy Okta Verify to mobile devices; take an inventory of devices "
                "holding Device Trust certificates"
            ),
            (
                "Orgs with Okta Mobility Management: delete OMM policies, VPN and "
                "Wi-Fi configurations; users must unenroll themselves"
            ),
        ),
        risk="High for mobile users (access control changes)",
        rollback=(
            "re-enable before the upgrade; after a rollback the setting stays "
            "off until re-enabled by hand"
        ),
        source=upgrade_help("dt-mobile-turn-off"),
        url=upgrade_help("dt-mobile-turn-off"),
        prerequisites=(advised("org_record_baseline"),),
        proves=(Witness.PERSON,),
        manual=("Security > Device Trust shows both mobile boxes empty",),
        note=(
            "Workspace ONE SAML-based mobile Device Trust does not have to be "
            "turned off."
        ),
    ),
    Stage(
        id="org_delete_iwa_rules",
        title="Delete IWA routing rules",
        subject=StageSubject.ORG,
        phase=Phase.PRE_UPGRADE,
        order=50,
        how=(
            (
                "Note each rule, then delete all routing rules whose provider is "
                "on-premises Desktop SSO (IWA)"
            ),
            ("Choose the replacement: agentless Desktop SSO, FastPass or certificates"),
            (
                "Decommission the agents only after the upgrade and the FastPass "
                "migration"
            ),
        ),
        risk="medium",
        rollback="re-create the rules before the upgrade",
        source=guide("oie-upgrade-rollout-plan"),
        url=guide("oie-upgrade-rollout-plan"),
        prerequisites=(advised("org_record_baseline"),),
        proves=(Witness.CONFIGURATION,),
        denies=(Witness.CONFIGURATION,),
        manual=("Security > Identity Providers > Routing rules",),
        note=(
            'The Hub blocks the upgrade; error text begins "Failed to update '
            'OIE upgrade state".'
        ),
    ),
    Stage(
        id="org_rename_duo_idp",
        title='Rename a custom IdP called "Duo Security"',
        subject=StageSubject.ORG,
        phase=Phase.PRE_UPGRADE,
        order=60,
        how=(
            (
                "If a custom IdP factor is named Duo Security while the Duo factor "
                "is active, rename the IdP"
            ),
        ),
        risk="low",
        rollback="Rename back",
        source=upgrade_help("rename-duo-security"),
        url=upgrade_help("rename-duo-security"),
        proves=(Witness.CONFIGURATION,),
        denies=(Witness.CONFIGURATION,),
        manual=("Security > Identity Providers",),
    ),
    Stage(
        id="org_okta_mobile_users",
        title="Move Okta Mobile users to Okta Verify",
        subject=StageSubject.ORG,
        phase=Phase.PRE_UPGRADE,
        order=70,
        how=(
            (
                "Find Okta Mobile users; enroll them in Okta Verify; announce the "
                "end date"
            ),
            "SWA autofill is not available on the mobile dashboard",
        ),
        risk="medium",
        rollback="Nothing to roll back",
        source=guide("oie-upgrade-rollout-plan"),
        url=guide("oie-upgrade-rollout-plan"),
        prerequisites=(advised("org_inventory"),),
        proves=(
            Witness.TRAFFIC,
            Witness.PERSON,
        ),
        denies=(Witness.TRAFFIC,),
        manual=("Okta Verify enrollment complete for the list",),
        note=(
            "Okta Mobile tells the user that the organization is not supported "
            "and that the dashboard is reachable from the browser."
        ),
    ),
    Stage(
        id="org_widget_minimum",
        title="Raise embedded widgets to the minimum version",
        subject=StageSubject.ORG,
        phase=Phase.PRE_UPGRADE,
        order=80,
        how=(
            "Every self-hosted widget at 5.11.0 or later before the org upgrade",
            (
                "A widget that uses the Classic server-side rendering flow must go "
                "to the latest version first"
            ),
        ),
        risk="low",
        rollback="re-deploy the former version (Classic org only)",
        source=guide("oie-upgrade-sign-in-widget"),
        url=guide("oie-upgrade-sign-in-widget"),
        prerequisites=(advised("org_inventory"),),
        proves=(
            Witness.SOURCE_CODE,
            Witness.PERSON,
        ),
        denies=(Witness.SOURCE_CODE,),
        manual=("Open the application and read the version in the script URL",),
        note=(
            "One step for the org: it is a gate of the upgrade. The same "
            "version per application is the stage “Update the self-hosted "
            "widget”."
        ),
    ),
    Stage(
        id="org_event_hooks",
        title="Update event hook receivers",
        subject=StageSubject.ORG,
        phase=Phase.PRE_UPGRADE,
        order=90,
        how=(
            (
                "Receivers of system.sms.send_phone_verification_message and "
                "system.voice.send_phone_verification_call must read "
                "debugContext.debugData.phoneNumber and countryCallingCode"
            ),
            (
                "Remove user.authentication.authenticate, user.credential.enroll, "
                "user.account.unlock_token from subscriptions"
            ),
            "Test the receiver with both payload shapes",
        ),
        risk="medium",
        rollback="Receiver that accepts both shapes needs no rollback",
        source=guide("oie-upgrade-event-hooks"),
        url=guide("oie-upgrade-event-hooks"),
        prerequisites=(advised("org_inventory"),),
        proves=(
            Witness.CONFIGURATION,
            Witness.PERSON,
        ),
        denies=(
            Witness.CONFIGURATION,
            Witness.SOURCE_CODE,
        ),
        manual=("Receiver returns 2xx on a sample Identity Engine payload",),
    ),
    Stage(
        id="org_terraform",
        title="Prepare Terraform",
        subject=StageSubject.ORG,
        phase=Phase.PRE_UPGRADE,
        order=100,
        how=(
            (
                "Latest Okta provider; adapt HCL; sync tfstate; rehearse on a "
                "temporary org"
            ),
            "After the upgrade run terraform plan -refresh=false",
            (
                "Decide per MFA_ENROLL policy whether Terraform stays on factors or "
                "moves to authenticators"
            ),
        ),
        risk="medium",
        rollback="State backup",
        source=guide("oie-upgrade-rollout-plan"),
        url=guide("oie-upgrade-rollout-plan"),
        proves=(
            Witness.SOURCE_CODE,
            Witness.PERSON,
        ),
        denies=(Witness.SOURCE_CODE,),
        manual=("Plan output attached",),
    ),
    Stage(
        id="org_test_environment",
        title="Upgrade a preview org first",
        subject=StageSubject.ORG,
        phase=Phase.PRE_UPGRADE,
        order=110,
        how=(
            "Order: preview, then sandbox/non-production, then production",
            (
                "Copy password, sign-on and factor enrollment policies and the same "
                "factors to preview"
            ),
            "Wait at least one week after preview before scheduling production",
            ("Alternatives: Identity Engine free trial org, Integrator Free Plan org"),
        ),
        risk="low",
        rollback="New Classic tenant for testing on request to Okta",
        source=guide("oie-upgrade-rollout-plan"),
        url=guide("oie-upgrade-rollout-plan"),
        prerequisites=(advised("org_hub_action_items"),),
        proves=(Witness.PERSON,),
        manual=("Full test matrix green on preview",),
    ),
)
