"""Password policies, with the recovery factors that they allow."""

from apps.okta.parts._policies import policy_part

PART = policy_part("password_policies", "PASSWORD", "Password policies")
