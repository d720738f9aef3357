"""Enrollment policies: factors before they are converted, authenticators after."""

from apps.okta.parts._policies import policy_part

PART = policy_part("enrollment_policies", "MFA_ENROLL", "Enrollment policies")
