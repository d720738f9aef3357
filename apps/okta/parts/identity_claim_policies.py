"""Identity claim sourcing policies, where an org has the type."""

from apps.okta.parts._policies import identity_engine_policy_part

PART = identity_engine_policy_part(
    "identity_claim_policies", "IDENTITY_CLAIM_SOURCING", "Identity claim policies"
)
