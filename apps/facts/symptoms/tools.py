"""Symptoms of Terraform, of the Policy API and of reading an org. Data only."""

from apps.facts.fact import Witness
from apps.facts.sources import developer, guide, repository
from apps.facts.symptoms.symptom import Cause, Decides, Symptom

TOOLS: tuple[Symptom, ...] = (
    Symptom(
        id="terraform_factors_diff",
        title="Terraform shows a permanent diff on okta_policy_mfa",
        patterns=("okta_policy_mfa",),
        surfaces=("Terraform",),
        threads=(
            repository("terraform-provider-okta/issues/880"),
            repository("terraform-provider-okta/issues/1210"),
            repository("terraform-provider-okta/issues/1260"),
        ),
        causes=(
            Cause(
                text="Policy was converted in the Admin Console",
                confirms="settings.type AUTHENTICATORS while is_oie = false",
                rules_out="The policy is of type FACTORS",
                fix="Set is_oie = true, or revert the policy",
                witness=Witness.SOURCE_CODE,
                left_open="Whether is_oie is set stands in the Terraform files.",
                stages=("org_terraform", "org_enroll_policy_conversion"),
            ),
            Cause(
                text="Authenticator not ACTIVE",
                confirms="The key is INACTIVE",
                rules_out="It is ACTIVE",
                fix="Activate it, or set it to NOT_ALLOWED",
                probes=("authenticators_cover_the_enrollment_policies",),
                decides=Decides.CONFIRMS,
                witness=Witness.SOURCE_CODE,
                left_open="What Terraform asks for stands in its files.",
            ),
        ),
        source=repository("terraform-provider-okta/pull/919"),
        url=repository("terraform-provider-okta/issues/1210"),
    ),
    Symptom(
        id="enroll_password_or_email",
        title="At least one of Password or Email authenticator must be set to required",
        patterns=("Password or Email authenticator must be set to required",),
        surfaces=("Policy API", "Terraform"),
        causes=(
            Cause(
                text="Neither okta_password nor okta_email REQUIRED",
                confirms="Both not REQUIRED",
                rules_out="One REQUIRED",
                fix="Set one of them to REQUIRED",
                witness=Witness.SOURCE_CODE,
                left_open="The refused settings stand in the call, not in the org.",
            ),
        ),
        source=repository("terraform-provider-okta/issues/1176"),
        url=repository("terraform-provider-okta/issues/1176"),
    ),
    Symptom(
        id="push_without_otp",
        title="Policy API refuses push without OTP",
        surfaces=("Policy API",),
        causes=(
            Cause(
                text="okta_push allowed while okta_otp is not",
                confirms="A policy allows the one without the other",
                rules_out="It is otherwise",
                fix="Allow both",
                probes=("okta_verify_codes_come_with_push",),
                decides=Decides.CONFIRMS,
                witness=Witness.SOURCE_CODE,
                left_open="The refused settings stand in the call, not in the org.",
            ),
        ),
        source=developer("release-notes/2023-okta-identity-engine"),
        url=developer("release-notes/2023-okta-identity-engine"),
    ),
    Symptom(
        id="okta_verify_key_refused",
        title="Okta_verify refused in policy settings",
        patterns=("okta_verify",),
        surfaces=("Policy API",),
        causes=(
            Cause(
                text="Flexible Okta Verify feature on",
                confirms="Keys okta_verify_*",
                rules_out="Only okta_verify",
                fix="Use the three keys okta_verify_*",
                witness=Witness.PERSON,
                left_open="Only a person who looks at Settings > Features can tell.",
            ),
        ),
        source=guide("authenticators-okta-verify"),
        url=guide("authenticators-okta-verify"),
    ),
    Symptom(
        id="log_filter_400",
        title="System Log call answers 400",
        patterns=(r"\b400\b",),
        surfaces=("planner",),
        causes=(
            Cause(
                text="The filter uses co on requestUri or url",
                confirms="The filter uses it",
                rules_out="It is otherwise",
                fix="Filter on the client",
                witness=Witness.SOURCE_CODE,
                left_open="The filter stands in the call.",
            ),
        ),
        source=developer("reference/system-log-query"),
        url=developer("reference/system-log-query"),
    ),
    Symptom(
        id="custom_as_403",
        title="Authorization server calls answer 403/404",
        patterns=("E0000006|API Access Management",),
        surfaces=("planner",),
        causes=(
            Cause(
                text="API Access Management not licensed or scope missing",
                confirms="The calls answer 403",
                rules_out="The calls answer 200",
                fix="Only the org authorization server exists; or grant the scope",
                probes=("authorization_servers_can_be_read",),
                decides=Decides.RULES_OUT,
                witness=Witness.PERSON,
                left_open="A person looks whether the license or the scope is missing.",
            ),
        ),
        source=guide("implement-grant-type/interactioncode"),
        url=guide("implement-grant-type/interactioncode"),
    ),
)
