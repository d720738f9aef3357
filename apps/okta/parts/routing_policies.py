"""The routing policy, whose rules choose an identity provider."""

from apps.okta.parts._policies import policy_part

PART = policy_part("routing_policies", "IDP_DISCOVERY", "Routing rules")
