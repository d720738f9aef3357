"""Symptoms in the Upgrade Hub and right after the switch. Data only."""

from apps.facts.fact import Witness
from apps.facts.sources import guide, upgrade_help
from apps.facts.symptoms.symptom import Cause, Symptom

HUB: tuple[Symptom, ...] = (
    Symptom(
        id="upgrade_state_failed",
        title="Failed to update OIE upgrade state",
        patterns=("Failed to update OIE upgrade state",),
        surfaces=("Hub",),
        causes=(
            Cause(
                text="IWA routing rules left",
                confirms="IDP_DISCOVERY rule type IWA",
                rules_out="There is none",
                fix="Delete the rules",
                probes=("iwa_routing_rules_are_deleted", "no_routing_rule_uses_iwa"),
                engine="classic",
                stages=("org_delete_iwa_rules",),
            ),
            Cause(
                text="Another blocker",
                confirms="The Hub lists another blocker",
                rules_out="The Hub lists none",
                fix="Settle it, or ask Okta Support",
                witness=Witness.PERSON,
                left_open="Only a person who looks in the OIE Upgrade Hub can tell.",
                stages=("org_hub_action_items",),
            ),
        ),
        source=upgrade_help("dt-mobile-turn-off"),
        url=upgrade_help("dt-mobile-turn-off"),
    ),
    Symptom(
        id="duo_upgrade_error",
        title="Upgrade error with Duo",
        patterns=("Duo Security",),
        surfaces=("Hub",),
        causes=(
            Cause(
                text="Custom IdP named Duo Security",
                confirms="The name is Duo Security",
                rules_out="The name is another one",
                fix="Rename the identity provider",
                probes=("duo_identity_provider_is_renamed",),
                engine="classic",
                stages=("org_rename_duo_idp",),
            ),
        ),
        source=upgrade_help("rename-duo-security"),
        url=upgrade_help("rename-duo-security"),
    ),
    Symptom(
        id="hub_not_visible",
        title="No upgrade notification on the dashboard",
        surfaces=("Hub",),
        causes=(
            Cause(
                text="Org not eligible yet",
                confirms="Eligibility tasks open",
                rules_out="None open",
                fix="Do the eligibility tasks",
                witness=Witness.PERSON,
                left_open="Only a person who looks in the Admin Console can tell.",
            ),
            Cause(
                text="Admin is not super admin",
                confirms="The admin is no super admin",
                rules_out="The admin is a super admin",
                fix="Use a super admin",
                witness=Witness.PERSON,
                left_open="Only a person who looks in the Admin Console can tell.",
            ),
            Cause(
                text="Org already upgraded",
                confirms="The org states pipeline idx",
                rules_out="The org states pipeline v1",
                fix="Nothing to do",
                engine="identity_engine",
            ),
        ),
        source=upgrade_help("complete-action-items"),
        url=upgrade_help("complete-action-items"),
    ),
    Symptom(
        id="okta_mobile_message",
        title="Okta Mobile: organization not supported",
        patterns=("not supported on Okta Mobile",),
        surfaces=("end user",),
        causes=(
            Cause(
                text="The org is upgraded",
                confirms="The org states pipeline idx",
                rules_out="The org states pipeline v1",
                fix="Browser dashboard, Okta Verify",
                engine="identity_engine",
                stages=("org_okta_mobile_users",),
            ),
        ),
        source=upgrade_help("om-on-oie-end-user-experience"),
        url=upgrade_help("om-on-oie-end-user-experience"),
    ),
    Symptom(
        id="password_again_after_upgrade",
        title="Users asked for the password again right after the upgrade",
        surfaces=("end user",),
        causes=(
            Cause(
                text="sessionToken from before the upgrade (5 minutes)",
                confirms="It happens within minutes of the switch",
                rules_out="It happens later too",
                fix="None: it ends by itself",
                engine="identity_engine",
                witness=Witness.TRAFFIC,
                left_open="Only the hour of the sign-in, in the System Log, shows it.",
            ),
        ),
        source=upgrade_help("limitations"),
        url=guide("oie-upgrade-sessions-api"),
    ),
)
