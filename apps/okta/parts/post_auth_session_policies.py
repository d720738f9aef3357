"""Post-authentication session policies, where an org has the type."""

from apps.okta.parts._policies import identity_engine_policy_part

PART = identity_engine_policy_part(
    "post_auth_session_policies",
    "POST_AUTH_SESSION",
    "Post-authentication session policies",
)
