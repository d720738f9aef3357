"""Client update policies, where an org has the type."""

from apps.okta.parts._policies import identity_engine_policy_part

PART = identity_engine_policy_part(
    "client_update_policies", "CLIENT_UPDATE", "Client update policies"
)
