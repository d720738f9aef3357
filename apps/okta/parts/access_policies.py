"""App sign-in policies of Identity Engine."""

from apps.okta.parts._policies import identity_engine_policy_part

PART = identity_engine_policy_part(
    "access_policies", "ACCESS_POLICY", "App sign-in policies"
)
