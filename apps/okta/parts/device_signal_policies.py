"""Device signal collection policies, where an org has the type."""

from apps.okta.parts._policies import identity_engine_policy_part

PART = identity_engine_policy_part(
    "device_signal_policies", "DEVICE_SIGNAL_COLLECTION", "Device signal policies"
)
