"""Symptoms of policies as people and scripts meet them. Data only."""

from apps.facts.fact import Witness
from apps.facts.sources import developer, support_article, upgrade_help
from apps.facts.symptoms.symptom import Cause, Symptom

POLICIES: tuple[Symptom, ...] = (
    Symptom(
        id="expects_second_factor",
        title="API-driven app fails because no second factor is asked",
        surfaces=("app",),
        causes=(
            Cause(
                text="Global session policy: any factor, second factor off",
                confirms=(
                    "primaryFactor PASSWORD_IDP_ANY_FACTOR and requireFactor false"
                ),
                rules_out="It is otherwise",
                fix="Adapt the policy or the application",
                probes=("global_session_rules_ask_for_a_second_factor",),
                engine="identity_engine",
                stages=("org_immediate_checks",),
            ),
        ),
        source=upgrade_help("post-upgrade-checklist"),
        url=upgrade_help("post-upgrade-checklist"),
    ),
    Symptom(
        id="http_200_instead_of_302",
        title="Script gets an HTML page from authorize",
        surfaces=("script",),
        causes=(
            Cause(
                text="Transient widget page with JavaScript redirect",
                confirms="The answer is 200 with an HTML page",
                rules_out="The answer is 302",
                fix="Use an API flow",
                witness=Witness.TRAFFIC,
                left_open="Only what a browser is really served shows it.",
            ),
        ),
        source=upgrade_help("sign-in-flows"),
        url=developer("journeys/OCI-prepare-upgrade-oie/main"),
    ),
    Symptom(
        id="classic_path_ignores_policy",
        title="Users reach the app without the app policy factors",
        surfaces=("app",),
        causes=(
            Cause(
                text="Session opened by /authn + sessionToken",
                confirms=(
                    "requestUri /api/v1/authn and sessionCookieRedirect for users of "
                    "the application"
                ),
                rules_out="There is none",
                fix="Move to Identity Engine flow",
                witness=Witness.TRAFFIC,
                left_open="Only the System Log of real sign-ins shows it.",
            ),
        ),
        source=support_article("Deployment-Model-Embedded-API"),
        url=support_article("Deployment-Model-Embedded-API"),
    ),
    Symptom(
        id="locked_user_reset",
        title="Locked users cannot reset the password",
        surfaces=("end user",),
        causes=(
            Cause(
                text="Identity Engine asks to unlock first",
                confirms="user.account.lock before",
                rules_out="There is none",
                fix="Unlock first",
                witness=Witness.TRAFFIC,
                left_open="Only the System Log of real sign-ins shows it.",
            ),
        ),
        source=upgrade_help("password-reset-account-recovery"),
        url=upgrade_help("password-reset-account-recovery"),
    ),
    Symptom(
        id="activation_blocked",
        title="Accounts without password cannot be activated",
        surfaces=("end user",),
        causes=(
            Cause(
                text="A rule of the enrollment policy says NEVER",
                confirms="An active rule says enroll.self = NEVER",
                rules_out="It is otherwise",
                fix="Change the rule",
                probes=("enrollment_rules_do_not_forbid_enrollment",),
            ),
        ),
        source=support_article("factor-enrollment-policy-set-to-do-no-enroll"),
        url=support_article("factor-enrollment-policy-set-to-do-no-enroll"),
    ),
    Symptom(
        id="enroll_prompt_everywhere",
        title="Enrollment prompt appears for all apps",
        surfaces=("end user",),
        causes=(
            Cause(
                text="Application condition of the rule no longer limits",
                confirms="A rule has an application condition",
                rules_out="There is none",
                fix="Rewrite the policy",
                probes=("enrollment_rules_have_no_app_condition",),
                engine="identity_engine",
            ),
        ),
        source=support_article("Org-Summary-MFA-Policy-App-Condition"),
        url=support_article("Org-Summary-MFA-Policy-App-Condition"),
    ),
)
