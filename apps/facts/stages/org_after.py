"""The stages of an org from scheduling its upgrade on. One table, hence long."""

from apps.facts.fact import Phase, Stage, StageSubject, Witness
from apps.facts.sources import guide, upgrade_help
from apps.facts.stages.prerequisites import advised, needs

AFTER = (
    Stage(
        id="org_schedule",
        title="Schedule the upgrade",
        subject=StageSubject.ORG,
        phase=Phase.UPGRADE,
        order=200,
        how=(
            "Super admin picks date and time in the Hub",
            "All admins receive an e-mail",
            "Plan a validation window right after it",
        ),
        risk="medium",
        rollback="Reschedule in the Hub",
        source=upgrade_help("self-service/self-service-process"),
        url=upgrade_help("self-service/self-service-process"),
        prerequisites=(
            needs("org_hub_action_items"),
            needs("org_mobile_device_trust_off"),
            needs("org_delete_iwa_rules"),
            needs("org_rename_duo_idp"),
            needs("org_widget_minimum"),
            advised("org_test_environment"),
            advised("org_event_hooks"),
            advised("org_terraform"),
            advised("org_okta_mobile_users"),
        ),
        proves=(Witness.PERSON,),
        manual=("E-mail received",),
    ),
    Stage(
        id="org_upgraded",
        title="Org runs Identity Engine",
        subject=StageSubject.ORG,
        phase=Phase.UPGRADE,
        order=210,
        how=(
            (
                "Okta performs the upgrade: a few minutes, no downtime, "
                "configuration migrated"
            ),
            (
                "Objects are mapped: Okta sign-on policy -> global session policy; "
                "app sign-on rules -> app sign-in (authentication) policy; MFA "
                "enrollment policy -> authenticator enrollment policy (still with "
                "factors); self-service registration -> user profile policy"
            ),
        ),
        risk="medium",
        rollback="Request within 7 days; see the rollback stage",
        source=guide("oie-upgrade-overview"),
        url=guide("oie-upgrade-overview"),
        prerequisites=(needs("org_schedule"),),
        proves=(Witness.CONFIGURATION,),
        denies=(Witness.CONFIGURATION,),
        manual=(
            (
                "Admin Console footer: version ends with E (Identity Engine) "
                "instead of C (Classic)"
            ),
        ),
        note=(
            "Users holding a 5-minute Classic sessionToken during the switch "
            "are asked for their password again at the next OIDC application."
        ),
    ),
    Stage(
        id="org_immediate_checks",
        title="Checks right after the upgrade",
        subject=StageSubject.ORG,
        phase=Phase.POST_UPGRADE,
        order=220,
        how=(
            "SSO to at least five applications",
            "Sign-in flows with the test users",
            "MFA with email and phone",
            "Enabled authenticators",
            "Global session policy",
            "Policies of End-User Dashboard and Admin Console",
            "Device integrations (desktop Device Trust)",
            "GlobalProtect uses the default browser, not captive portal",
        ),
        risk="low",
        rollback="Rollback request within 7 days",
        source=upgrade_help("post-upgrade-checklist"),
        url=upgrade_help("post-upgrade-checklist"),
        prerequisites=(needs("org_upgraded"),),
        proves=(
            Witness.TRAFFIC,
            Witness.PERSON,
        ),
        denies=(Witness.TRAFFIC,),
        manual=("Baseline matrix repeated and compared",),
    ),
    Stage(
        id="org_quiet_week",
        title="One week without other changes",
        subject=StageSubject.ORG,
        phase=Phase.POST_UPGRADE,
        order=230,
        how=("Do not change other settings for at least one week",),
        risk="low",
        rollback="Nothing to roll back",
        source=upgrade_help("post-upgrade-checklist"),
        url=upgrade_help("post-upgrade-checklist"),
        prerequisites=(
            needs("org_upgraded"),
            advised("org_immediate_checks"),
        ),
        proves=(
            Witness.TRAFFIC,
            Witness.PERSON,
        ),
        denies=(Witness.TRAFFIC,),
    ),
    Stage(
        id="org_one_week_checks",
        title="Checks after one week",
        subject=StageSubject.ORG,
        phase=Phase.POST_UPGRADE,
        order=240,
        how=(
            (
                "Validate: changing a global session policy and an app sign-in "
                "policy, adding/removing authenticators, changing an enrollment "
                "policy, password recovery options"
            ),
            ("Only then enable FastPass, Device Trust v2, profile enrollment features"),
        ),
        risk=(
            "Medium (a change of the global session policy affects every "
            "application in the org)"
        ),
        rollback="Undo the policy change",
        source=upgrade_help("post-upgrade-checklist"),
        url=upgrade_help("post-upgrade-checklist"),
        prerequisites=(
            needs("org_upgraded"),
            advised("org_quiet_week"),
        ),
        proves=(Witness.PERSON,),
        manual=("Admin sign-off",),
    ),
    Stage(
        id="org_interaction_code_switch",
        title="Org-level Interaction Code switch",
        subject=StageSubject.ORG,
        phase=Phase.POST_UPGRADE,
        order=250,
        how=(
            (
                "Settings > Account > Embedded widget sign-in support: Interaction "
                "Code checked (super admin)"
            ),
            ("Switching it on configures the org authorization server automatically"),
            (
                "Never switch it off while applications use it: the grant is "
                "removed from applications and rules and does not come back when it "
                "is switched on again"
            ),
        ),
        risk="Low (adds support only)",
        rollback="Leave it on",
        source=guide("implement-grant-type/interactioncode"),
        url=guide("implement-grant-type/interactioncode"),
        prerequisites=(needs("org_upgraded"),),
        proves=(
            Witness.TRAFFIC,
            Witness.PERSON,
        ),
        manual=(
            (
                "The checkbox; the page shows how many applications and servers use "
                "the grant"
            ),
        ),
    ),
    Stage(
        id="org_registration_hook",
        title="Move the registration inline hook",
        subject=StageSubject.ORG,
        phase=Phase.POST_UPGRADE,
        order=260,
        how=(
            (
                "Enable the hook under Security > User Profile Policies > "
                "Enrollment (was Directory > Self-Service Registration > Extension)"
            ),
            (
                "Receiver must branch on requestType: self.service.registration "
                "(data.userProfile) or progressive.profile (data.userProfileUpdate "
                "+ data.context.user.profile)"
            ),
            (
                "Only one hook per user profile policy; Run this hook: when a new "
                "user is created"
            ),
            "Widget 4.5 or later",
        ),
        risk="medium",
        rollback="Keep the old branch in the receiver",
        source=guide("oie-upgrade-registration-inline-hook"),
        url=guide("oie-upgrade-registration-inline-hook"),
        prerequisites=(needs("org_upgraded"),),
        proves=(
            Witness.CONFIGURATION,
            Witness.PERSON,
        ),
        denies=(Witness.CONFIGURATION,),
        manual=(
            (
                "Preview in Workflow > Inline Hooks; self-register with an allowed "
                "and a refused value"
            ),
        ),
    ),
    Stage(
        id="org_enroll_policy_conversion",
        title="Convert MFA enrollment policies to authenticators",
        subject=StageSubject.ORG,
        phase=Phase.POST_UPGRADE,
        order=270,
        how=(
            "Use the conversion table factors to authenticators",
            (
                "Decide per policy: leave on factors, convert by API, or press "
                "Update Policy in the Admin Console (converts even when nothing was "
                "edited)"
            ),
        ),
        risk="medium",
        rollback="PUT the saved factors settings back",
        source=guide("oie-upgrade-mfa-enroll-policy"),
        url=guide("oie-upgrade-mfa-enroll-policy"),
        prerequisites=(
            needs("org_upgraded"),
            advised("org_one_week_checks"),
        ),
        proves=(Witness.CONFIGURATION,),
        denies=(Witness.CONFIGURATION,),
        manual=("Authenticator enrollment test user per policy",),
    ),
    Stage(
        id="org_desktop_device_trust",
        title="Replace desktop Device Trust",
        subject=StageSubject.ORG,
        phase=Phase.POST_UPGRADE,
        order=280,
        how=(
            "New device integration and CA",
            "Import the CA into the MDM, deploy it, roll out Okta Verify",
            "Decommission IWA agents/servers",
            "Remove the Classic Device Trust platforms (irreversible)",
        ),
        risk="high",
        rollback="Not possible after the platforms are removed",
        source=upgrade_help("migrate-from-dt-to-fp"),
        url=upgrade_help("migrate-from-dt-to-fp"),
        prerequisites=(
            needs("org_upgraded"),
            advised("org_one_week_checks"),
        ),
        proves=(Witness.PERSON,),
        manual=("Security > Device integrations",),
        note=(
            "Before this step desktop Device Trust keeps working as configured "
            "but cannot be edited; conditions appear as Registered/Managed."
        ),
    ),
    Stage(
        id="org_app_branding_migration",
        title="App branding migration (switch per application)",
        subject=StageSubject.ORG,
        phase=Phase.POST_UPGRADE,
        order=290,
        how=(
            (
                "Only for orgs that upgraded with App branding migration: existing "
                "applications and brands stay on Classic and are moved one at a "
                "time"
            ),
            (
                "Move the least risky applications first, verify, keep the option "
                "to roll back a single application"
            ),
            "Switch to the cloned Identity Engine brand when ready",
        ),
        risk="Low per application",
        rollback="per-app rollback to Classic",
        source=upgrade_help("app-branding-migration"),
        url=upgrade_help("app-branding-migration"),
        prerequisites=(needs("org_upgraded"),),
        proves=(Witness.PERSON,),
        manual=("Admin Console migration page",),
    ),
    Stage(
        id="org_rollback_window",
        title="Rollback decision",
        subject=StageSubject.ORG,
        phase=Phase.POST_UPGRADE,
        order=300,
        how=(
            "Decide within 7 days",
            "Open a priority 1 case with the required evidence",
        ),
        risk="high",
        rollback="Nothing to roll back",
        source=upgrade_help("rollback"),
        url=upgrade_help("rollback"),
        prerequisites=(needs("org_upgraded"),),
        proves=(Witness.PERSON,),
        manual=("Evidence package complete",),
    ),
)
