"""Entity risk policies, where an org has the type."""

from apps.okta.parts._policies import identity_engine_policy_part

PART = identity_engine_policy_part(
    "entity_risk_policies", "ENTITY_RISK", "Entity risk policies"
)
