"""User profile policies of Identity Engine, whose rules hold self-registration."""

from apps.okta.parts._policies import identity_engine_policy_part

PART = identity_engine_policy_part(
    "profile_enrollment_policies", "PROFILE_ENROLLMENT", "User profile policies"
)
