"""Session violation policies, where an org has the type."""

from apps.okta.parts._policies import identity_engine_policy_part

PART = identity_engine_policy_part(
    "session_violation_policies",
    "SESSION_VIOLATION_DETECTION",
    "Session violation policies",
)
