"""Okta sign-on policies, called global session policies on Identity Engine."""

from apps.okta.parts._policies import policy_part

PART = policy_part(
    "sign_on_policies", "OKTA_SIGN_ON", "Sign-on and global session policies"
)
