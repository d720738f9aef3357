"""The stages of a caller of the Authentication API. Data only."""

from apps.facts.fact import Phase, Stage, StageSubject, Witness
from apps.facts.sources import developer, guide, support_article
from apps.facts.stages.prerequisites import advised, needs

AUTHN_API = (
    Stage(
        id="authn_find_callers",
        title="Find every caller of /api/v1/authn, Factors and Sessions APIs",
        subject=StageSubject.APPLICATION,
        phase=Phase.PRE_UPGRADE,
        order=10,
        how=(
            "System Log + source scan; tie callers to services and tokens",
            (
                "Typical hidden callers: old Snowflake drivers and Amazon Redshift "
                "ODBC below 1.3.6.1000 (cookieToken), AWS CLI helper scripts"
            ),
        ),
        risk="none",
        rollback="Nothing to roll back",
        source=guide("oie-upgrade-identify-integrations"),
        url=guide("oie-upgrade-identify-integrations"),
        prerequisites=(advised("org_inventory"),),
        proves=(Witness.PERSON,),
        manual=("Teams asked",),
        models=("authn_api",),
    ),
    Stage(
        id="authn_pre_upgrade_fixes",
        title="Fix calls that stop working",
        subject=StageSubject.APPLICATION,
        phase=Phase.PRE_UPGRADE,
        order=20,
        how=(
            "Audience parameter: remove",
            "cookieToken/cookieUrl session creation: replace",
            "IdP data from /sessions/me: no longer there",
            "deviceToken: device context is evaluated by policy",
            "SMS factor lifecycle through /api/v1/org/factors: remove",
            "Recovery: keep at least one Classic-compatible recovery option",
            (
                "Check activation/recovery e-mail links (fromURI), "
                "activationToken/recoveryToken payloads"
            ),
        ),
        risk="medium",
        rollback="Nothing to roll back",
        source=guide("ie-limitations"),
        url=guide("oie-upgrade-api-changes"),
        prerequisites=(advised("authn_find_callers"),),
        proves=(
            Witness.SOURCE_CODE,
            Witness.PERSON,
        ),
        denies=(Witness.SOURCE_CODE,),
        manual=("Tested on preview",),
        models=("authn_api",),
    ),
    Stage(
        id="authn_test_after_upgrade",
        title="Test after the org upgrade",
        subject=StageSubject.APPLICATION,
        phase=Phase.POST_UPGRADE,
        order=30,
        how=(
            (
                "Run sign-in, sign-up and password recovery as they worked on "
                "Classic Engine"
            ),
            "Cover MFA prompt, error texts, sign-out and session expiry",
        ),
        risk="none",
        rollback="Nothing to roll back",
        source=developer("concepts/oie-intro"),
        url=support_article("Deployment-Model-Embedded-API"),
        prerequisites=(
            needs("org_upgraded"),
            advised("authn_pre_upgrade_fixes"),
        ),
        proves=(
            Witness.TRAFFIC,
            Witness.PERSON,
        ),
        manual=("Checklist ticked by a named tester",),
        models=("authn_api",),
        note=(
            "/authn keeps working in classic mode; a session opened with "
            "sessionToken ignores app sign-in policies, the global session "
            "policy still applies."
        ),
    ),
    Stage(
        id="authn_choose_target",
        title="Architecture decision",
        subject=StageSubject.APPLICATION,
        phase=Phase.POST_UPGRADE,
        order=40,
        how=(
            (
                "Options: (a) Identity Engine SDK (recommended for most), (b) "
                "redirect, (c) Direct Authentication API (challenge, "
                "primary-authenticate, token)"
            ),
            (
                "Earlier edition: needs evaluation by architects, engineering "
                "leadership and product; API-only implementations are the less "
                "supported form"
            ),
            (
                "Deployment table: direct API use has no Identity Engine "
                "counterpart (N/A)"
            ),
        ),
        risk="medium",
        rollback="Nothing to roll back",
        source=guide("oie-upgrade-plan-embedded-upgrades"),
        url=guide("oie-upgrade-plan-embedded-upgrades"),
        prerequisites=(advised("authn_test_after_upgrade"),),
        proves=(Witness.PERSON,),
        manual=("Decision signed",),
        models=("authn_api",),
    ),
    Stage(
        id="authn_direct_auth_grants",
        title="Direct Authentication grants on the application",
        subject=StageSubject.APPLICATION,
        phase=Phase.POST_UPGRADE,
        order=50,
        how=(
            (
                "Super admin enables the direct grants on the application (and in "
                "the authorization server rule)"
            ),
            (
                "Grants: urn:okta:params:oauth:grant-type:otp, "
                "urn:okta:params:oauth:grant-type:oob, "
                "http://auth0.com/oauth/grant-type/mfa-otp, "
                "http://auth0.com/oauth/grant-type/mfa-oob (plus password)"
            ),
            "The assurance reached must satisfy the app sign-in policy",
        ),
        risk="medium",
        rollback="Remove grants",
        source=developer("guides/configure-direct-auth-grants"),
        url=developer("guides/configure-direct-auth-grants"),
        prerequisites=(
            needs("org_upgraded"),
            needs("authn_choose_target"),
        ),
        proves=(Witness.CONFIGURATION,),
        denies=(Witness.CONFIGURATION,),
        manual=("Sign-in tested",),
        models=("authn_api",),
    ),
    Stage(
        id="authn_follow_target_model",
        title="Follow the target model",
        subject=StageSubject.APPLICATION,
        phase=Phase.POST_UPGRADE,
        order=60,
        how=(
            (
                "Continue with the stages of the chosen model (redirect, "
                "embedded_widget or embedded_sdk)"
            ),
        ),
        risk="high",
        rollback="Classic path kept behind a flag",
        source=guide("oie-upgrade-plan-embedded-upgrades"),
        url=guide("oie-upgrade-plan-embedded-upgrades"),
        prerequisites=(needs("authn_choose_target"),),
        proves=(Witness.PERSON,),
        models=("authn_api",),
    ),
    Stage(
        id="authn_retire",
        title="Retire /authn",
        subject=StageSubject.APPLICATION,
        phase=Phase.POST_UPGRADE,
        order=990,
        how=("Remove calls, tokens and service accounts",),
        risk="low",
        rollback="Git revert",
        source=guide("oie-upgrade-plan-embedded-upgrades"),
        url=guide("oie-upgrade-plan-embedded-upgrades"),
        prerequisites=(
            needs("authn_follow_target_model"),
            needs("authn_direct_auth_grants"),
        ),
        proves=(
            Witness.TRAFFIC,
            Witness.SOURCE_CODE,
            Witness.PERSON,
        ),
        denies=(
            Witness.TRAFFIC,
            Witness.SOURCE_CODE,
        ),
        manual=("Sign-off",),
        models=("authn_api",),
    ),
)
