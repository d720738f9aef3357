"""The stages of an application with an embedded SDK. One table, hence long."""

from apps.facts.fact import Phase, Stage, StageSubject, Witness
from apps.facts.sources import guide
from apps.facts.stages.prerequisites import advised, needs

EMBEDDED_SDK = (
    Stage(
        id="sdk_test_config",
        title="Test after the two configuration steps",
        subject=StageSubject.APPLICATION,
        phase=Phase.POST_UPGRADE,
        order=50,
        how=(
            (
                "Run sign-in, sign-up and password recovery as they worked on "
                "Classic Engine"
            ),
            "Cover MFA prompt, error texts, sign-out and session expiry",
        ),
        risk="none",
        rollback="Nothing to roll back",
        source=guide("oie-upgrade-plan-embedded-upgrades"),
        url=guide("oie-upgrade-plan-embedded-upgrades"),
        prerequisites=(needs("app_interaction_code_grant"),),
        proves=(
            Witness.TRAFFIC,
            Witness.PERSON,
        ),
        manual=("Checklist ticked by a named tester",),
        models=("embedded_sdk",),
        note="Nothing may have changed yet.",
    ),
    Stage(
        id="sdk_update_dependency",
        title="Update or add the SDK",
        subject=StageSubject.APPLICATION,
        phase=Phase.POST_UPGRADE,
        order=60,
        how=(
            "Baked-in library (okta-auth-js): raise the dependency",
            (
                "Separate library: add the Identity Engine package next to the "
                "Classic one; both can live in the same build, order of "
                "dependencies does not matter"
            ),
            "Raise the runtime to the minimum that the SDK asks for",
        ),
        risk="Low: no code change",
        rollback="Remove the dependency",
        source=guide("oie-upgrade-plan-embedded-upgrades"),
        url=guide("oie-upgrade-add-sdk-to-your-app"),
        prerequisites=(advised("sdk_test_config"),),
        proves=(
            Witness.SOURCE_CODE,
            Witness.PERSON,
        ),
        denies=(Witness.SOURCE_CODE,),
        manual=("Build green",),
        models=("embedded_sdk",),
    ),
    Stage(
        id="sdk_test_no_code_change",
        title="Test with the new SDK and unchanged code",
        subject=StageSubject.APPLICATION,
        phase=Phase.POST_UPGRADE,
        order=70,
        how=(
            (
                "Run sign-in, sign-up and password recovery as they worked on "
                "Classic Engine"
            ),
            "Cover MFA prompt, error texts, sign-out and session expiry",
        ),
        risk="none",
        rollback="Nothing to roll back",
        source=guide("oie-upgrade-plan-embedded-upgrades"),
        url=guide("oie-upgrade-add-sdk-to-your-app"),
        prerequisites=(needs("sdk_update_dependency"),),
        proves=(
            Witness.TRAFFIC,
            Witness.PERSON,
        ),
        manual=("Checklist ticked by a named tester",),
        models=("embedded_sdk",),
        note="Calls to the Classic SDK must still work.",
    ),
    Stage(
        id="replace_password_recovery",
        title="Replace self-service password recovery",
        subject=StageSubject.APPLICATION,
        phase=Phase.POST_UPGRADE,
        order=80,
        how=(
            (
                "Replace forgotPassword/verifyRecoveryToken/answer/reset calls by "
                "the remediation loop"
            ),
            (
                "May require removing the security question and other settings from "
                "the Password authenticator/policy"
            ),
        ),
        risk="Least risky: rarely used, so first",
        rollback="Feature flag to the Classic path",
        source=guide("oie-upgrade-plan-embedded-upgrades"),
        url=guide("oie-upgrade-api-sdk-to-oie-sdk"),
        prerequisites=(
            needs("org_upgraded"),
            needs("as_interaction_code_grant"),
            needs("app_interaction_code_grant"),
            needs("sdk_update_dependency"),
            advised("sdk_test_no_code_change"),
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
        manual=("Recovery tested with each recovery authenticator",),
        flow="recovery",
        models=("embedded_sdk",),
    ),
    Stage(
        id="replace_registration",
        title="Replace self-service registration",
        subject=StageSubject.APPLICATION,
        phase=Phase.POST_UPGRADE,
        order=90,
        how=(
            (
                "Use the SDK sign-up flow; user profile policy replaces the Classic "
                "SSR form; POST /api/v1/registration is not supported"
            ),
        ),
        risk=(
            "Second in the recommended order; the guide calls registration far "
            "riskier than recovery"
        ),
        rollback="Feature flag",
        source=guide("oie-upgrade-plan-embedded-upgrades"),
        url=guide("oie-embedded-sdk-use-case-self-reg/-"),
        prerequisites=(
            needs("org_upgraded"),
            needs("as_interaction_code_grant"),
            needs("app_interaction_code_grant"),
            needs("sdk_update_dependency"),
            advised("replace_password_recovery"),
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
        manual=("Registration tested incl. e-mail activation and MFA enrollment",),
        flow="registration",
        models=("embedded_sdk",),
    ),
    Stage(
        id="replace_sign_in",
        title="Replace sign-in",
        subject=StageSubject.APPLICATION,
        phase=Phase.POST_UPGRADE,
        order=100,
        how=(
            ("Replace authenticate/verifyFactor calls with the Identity Engine calls"),
            (
                "Handle every status; the number of steps is decided by policy, not "
                "by the application"
            ),
            (
                "Check MFA applications: Okta sign-on policy -> global session "
                "policy, app sign-on rules -> app sign-in policy"
            ),
        ),
        risk="High: most used flow",
        rollback="Feature flag / share back to 0",
        source=guide("oie-upgrade-plan-embedded-upgrades"),
        url=guide("oie-upgrade-api-sdk-to-oie-sdk"),
        prerequisites=(
            needs("org_upgraded"),
            needs("as_interaction_code_grant"),
            needs("app_interaction_code_grant"),
            needs("sdk_update_dependency"),
            advised("replace_registration"),
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
        manual=("Sign-in with each authenticator and policy rule",),
        flow="sign_in",
        models=("embedded_sdk",),
        note=(
            "Changing the global session policy affects all applications in the org."
        ),
    ),
    Stage(
        id="replace_sign_out",
        title="Replace sign-out",
        subject=StageSubject.APPLICATION,
        phase=Phase.POST_UPGRADE,
        order=110,
        how=(
            (
                "Use revoke of the SDK instead of Sessions API calls; clear local "
                "tokens (mobile has no session storage)"
            ),
            "Auth JS: signOut is unchanged",
        ),
        risk="medium",
        rollback="Feature flag",
        source=guide("oie-upgrade-plan-embedded-upgrades"),
        url=guide("oie-embedded-sdk-use-case-basic-sign-out/-"),
        prerequisites=(
            needs("sdk_update_dependency"),
            advised("replace_sign_in"),
        ),
        proves=(
            Witness.TRAFFIC,
            Witness.SOURCE_CODE,
            Witness.PERSON,
        ),
        denies=(Witness.SOURCE_CODE,),
        manual=("Token rejected after sign-out",),
        flow="sign_out",
        models=("embedded_sdk",),
    ),
    Stage(
        id="decouple_sessions",
        title="Decouple application session from Okta session",
        subject=StageSubject.APPLICATION,
        phase=Phase.POST_UPGRADE,
        order=120,
        how=(
            (
                "Do not derive the app sign-in state from the sid cookie or the "
                "Sessions API; use own tokens"
            ),
            "For session information use /api/v1/sessions/me",
        ),
        risk="medium",
        rollback="Feature flag",
        source=guide("oie-upgrade-plan-embedded-upgrades"),
        url=guide("oie-upgrade-sessions-api"),
        prerequisites=(advised("replace_sign_out"),),
        proves=(
            Witness.SOURCE_CODE,
            Witness.PERSON,
        ),
        denies=(
            Witness.SOURCE_CODE,
            Witness.TRAFFIC,
        ),
        manual=("Session lifetime tests",),
        models=("embedded_sdk",),
    ),
    Stage(
        id="sdk_rollout",
        title="Roll out by share of users",
        subject=StageSubject.APPLICATION,
        phase=Phase.POST_UPGRADE,
        order=130,
        how=(
            "Start with internal users or a small test group",
            "Check sign-in, registration, enrollment and recovery end to end",
            "Watch the System Log and feedback, then raise the share",
        ),
        risk="medium",
        rollback="Share 0",
        source=guide("oie-upgrade-plan-embedded-upgrades"),
        url=guide("oie-upgrade-rollout-plan"),
        prerequisites=(needs("replace_sign_in"),),
        proves=(Witness.TRAFFIC,),
        denies=(Witness.TRAFFIC,),
        models=("embedded_sdk",),
    ),
    Stage(
        id="sdk_remove_classic_path",
        title="Remove Classic code and packages",
        subject=StageSubject.APPLICATION,
        phase=Phase.POST_UPGRADE,
        order=140,
        how=("Remove the Classic package and code paths",),
        risk="low",
        rollback="Git revert",
        source=guide("oie-upgrade-plan-embedded-upgrades"),
        url=guide("oie-upgrade-rollout-plan"),
        prerequisites=(
            needs("sdk_rollout"),
            advised("decouple_sessions"),
        ),
        proves=(
            Witness.SOURCE_CODE,
            Witness.PERSON,
        ),
        denies=(Witness.SOURCE_CODE,),
        manual=("Sign-off",),
        models=("embedded_sdk",),
    ),
)
