"""Hub items that need a change of the org. Data only."""

from apps.facts.fact import Detection, Fact
from apps.facts.sources import guide, support_article, upgrade_help

TASKS = (
    Fact(
        id="hub:EMAIL_FACTOR_POLICIES",
        title="E-mail factor optional",
        group="configuration",
        what_changes=("e-mail auto-enrolls on Identity Engine",),
        severity="high",
        fix=(
            (
                "Enable the self-service feature for optional e-mail enrollment in "
                "Settings > Features, or set Required/Disabled; then a consent item "
                "follows"
            ),
        ),
        source=support_article("Org-Summary-Email-Optional-Enrollment"),
        detection=Detection.PROBE,
        probes=("email_enrollment_is_not_optional",),
        affects="okta_email OPTIONAL in a policy",
    ),
    Fact(
        id="hub:FACTOR_SEQUENCING_NO_SAME_ENROLLMENT",
        title="Invalid factor sequencing chain",
        group="configuration",
        what_changes=("Blocks the upgrade",),
        severity="blocker",
        fix=("Edit the rule, or open it and press Update Rule unchanged",),
        source=support_article(
            "invalid-factor-sequencing-chain-blocks-okta-identity-engine-upgrade"
        ),
        detection=Detection.PROBE,
        probes=("factor_sequencing_chains_are_valid",),
        reason=(
            "The field of the chains is not in Okta's published API: a hit is "
            "proof, no hit is unknown."
        ),
        affects=(
            "active chain with Okta Verify + Okta Verify push, or phone voice + SMS"
        ),
    ),
    Fact(
        id="hub:OIE_UPGRADE_FEATURE_INCOMPATIBLE_SELF_SERVICE_REGISTRATION",
        title="SSR feature incompatible",
        group="configuration or acknowledgment",
        what_changes=(
            (
                "Replaced by profile enrollment, progressive profiling off by "
                "default; related feature UD_MAP_FIELD_TO_LOGIN"
            ),
        ),
        severity="high",
        fix=("Adapt SSR",),
        source=support_article("OIE-Incompatible-FF-SELFSERVICEREGISTRATION"),
        detection=Detection.MANUAL,
        look_at=(
            "The Hub, and Directory > Self-Service Registration: list "
            "attributes and flags."
        ),
        reason="No public API shows Hub items or Classic registration settings.",
        affects="SSR policy",
    ),
    Fact(
        id="hub:DUO_SECURITY_IDP_NAME",
        title="Custom IdP named Duo Security",
        group="configuration",
        what_changes=("Upgrade error",),
        severity="blocker",
        fix=("rename",),
        source=upgrade_help("rename-duo-security"),
        detection=Detection.PROBE,
        probes=("no_identity_provider_is_named_duo_security",),
        affects="name clash with the Duo factor",
    ),
    Fact(
        id="hub:IWA_ROUTING_RULES",
        title="IWA routing rules",
        group="configuration",
        what_changes=("Hub blocks; error begins Failed to update OIE upgrade state",),
        severity="blocker",
        fix=("delete",),
        source=guide("oie-upgrade-rollout-plan"),
        detection=Detection.PROBE,
        probes=("no_routing_rule_uses_iwa",),
        affects="any IWA routing rule",
    ),
    Fact(
        id="hub:MOBILE_DEVICE_TRUST",
        title="Mobile Device Trust on",
        group="configuration",
        what_changes=("Not supported",),
        severity="blocker",
        fix=("Turn off; Workspace ONE SAML-based exempt",),
        source=upgrade_help("dt-mobile-turn-off"),
        detection=Detection.MANUAL,
        look_at="Security > Device Trust: both mobile boxes are empty.",
        reason="No public API shows the Device Trust page.",
        affects="iOS/Android Device Trust enabled",
    ),
    Fact(
        id="hub:WIDGET_MINIMUM_VERSION",
        title="Embedded widget below 5.11.0",
        group="configuration",
        what_changes=("blocks",),
        severity="blocker",
        fix=("Upgrade the widget",),
        source=guide("oie-upgrade-sign-in-widget"),
        detection=Detection.NEEDS_SCAN,
        reason=(
            "The version of a self-hosted widget shows only in source code or "
            "in the page that loads it."
        ),
        affects="old widget",
    ),
    Fact(
        id="hub:EVENT_HOOK_PHONE",
        title="Event hook endpoint reads the phone number",
        group="eligibility task",
        what_changes=("Field moved",),
        severity="high",
        fix=("Update receiver",),
        source=upgrade_help("pre-upgrade-checklist"),
        detection=Detection.PROBE,
        probes=("event_hooks_expect_moved_phone_number",),
        reason="The receiver's code is not read; a person confirms it.",
        affects="hook on the two phone events",
    ),
    Fact(
        id="hub:AWS_CLI",
        title="AWS command line tools",
        group="eligibility task",
        what_changes=("Not supported",),
        severity="medium",
        fix=("migrate",),
        source=upgrade_help("pre-upgrade-checklist"),
        detection=Detection.NEEDS_TRAFFIC,
        reason="Non-browser sign-ins to AWS applications show in the System Log.",
        affects="use of the Okta AWS CLI",
    ),
    Fact(
        id="hub:OMM",
        title="Okta Mobility Management",
        group="eligibility task",
        what_changes=("Runs on Okta Mobile",),
        severity="blocker",
        fix=("Delete policies, VPN, Wi-Fi; contact the account team",),
        source=upgrade_help("disable-omm"),
        detection=Detection.MANUAL,
        look_at=(
            "The OMM menu of the Admin Console: policies, VPN and Wi-Fi configurations."
        ),
        reason="No public API shows Okta Mobility Management.",
        affects="OMM policies exist",
    ),
)
