"""Features that end: end of life. Data only."""

from apps.facts.fact import Detection, Fact
from apps.facts.sources import guide, upgrade_help

END_OF_LIFE = (
    Fact(
        id="limitation:device_trust_mobile",
        title="Mobile Device Trust",
        group="end_of_life",
        what_changes=(
            "Must be off before the upgrade (except Workspace ONE SAML-based)",
        ),
        severity="blocker",
        fix=("See the stage “Turn off mobile Device Trust”",),
        source=upgrade_help("dt-mobile-turn-off"),
        detection=Detection.MANUAL,
        look_at="Security > Device Trust: both mobile boxes are empty.",
        reason="No public API shows the Device Trust page.",
        affects="org",
        url=upgrade_help("dt-mobile-turn-off"),
    ),
    Fact(
        id="limitation:device_trust_desktop",
        title="Desktop Device Trust",
        group="end_of_life",
        what_changes=(
            (
                "Keeps working as configured, cannot be edited, devices not shown "
                "as managed in Universal Directory; replacement Okta Verify + "
                "managed certificates + FastPass"
            ),
        ),
        severity="high",
        fix=('See the stage "Replace desktop Device Trust"',),
        source=upgrade_help("dt-upgrade-considerations-desktop"),
        detection=Detection.MANUAL,
        look_at=(
            "Security > Device Trust, and Security > Device integrations after "
            "the upgrade."
        ),
        reason=(
            "No public API shows the Device Trust page; use shows in the System Log."
        ),
        affects="org",
        url=upgrade_help("dt-upgrade-considerations-desktop"),
    ),
    Fact(
        id="limitation:iwa",
        title="Integrated Windows Authentication",
        group="end_of_life",
        what_changes=(
            (
                "Agent not supported; routing rules block the upgrade; settings "
                "invisible afterwards"
            ),
        ),
        severity="blocker",
        fix=("Delete rules; agentless Desktop SSO or FastPass",),
        source=guide("oie-upgrade-rollout-plan"),
        detection=Detection.PROBE,
        probes=("no_routing_rule_uses_iwa",),
        reason="IWA agents are not read yet: that would need another call.",
        affects="routing rule, agent",
        url=guide("oie-upgrade-rollout-plan"),
    ),
    Fact(
        id="limitation:okta_mobile",
        title="Okta Mobile",
        group="end_of_life",
        what_changes=("Not supported",),
        severity="medium",
        fix=("Okta Verify + browser dashboard",),
        source=guide("oie-upgrade-rollout-plan"),
        detection=Detection.MANUAL,
        look_at=(
            "The list of people who use Okta Mobile, and their Okta Verify enrolments."
        ),
        reason=(
            "No API lists Okta Mobile users; the System Log gives a hint by user agent."
        ),
        affects="users",
        url=guide("oie-upgrade-rollout-plan"),
    ),
    Fact(
        id="limitation:omm",
        title="Okta Mobility Management",
        group="end_of_life",
        what_changes=(
            (
                "Enrollment runs through Okta Mobile: delete policies, VPN and "
                "Wi-Fi configurations before the upgrade; devices are not "
                "unenrolled automatically; unenrolling removes work data at once"
            ),
        ),
        severity="blocker",
        fix=("delete; involve the account team",),
        source=upgrade_help("disable-omm"),
        detection=Detection.MANUAL,
        look_at=(
            "The OMM menu of the Admin Console: policies, VPN and Wi-Fi configurations."
        ),
        reason="No public API shows Okta Mobility Management.",
        affects="org",
        url=upgrade_help("disable-omm"),
    ),
    Fact(
        id="limitation:widget_min",
        title="Embedded widget below 5.11.0",
        group="end_of_life",
        what_changes=("Must be upgraded first",),
        severity="blocker",
        fix=("upgrade",),
        source=guide("oie-upgrade-sign-in-widget"),
        detection=Detection.NEEDS_SCAN,
        reason=(
            "The version of a self-hosted widget shows only in source code or "
            "in the page that loads it."
        ),
        affects="application",
        url=guide("oie-upgrade-sign-in-widget"),
    ),
)
