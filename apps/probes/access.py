"""Finds the app sign-in policy of an application."""

from apps.okta.shapes import Policy
from apps.probes.probe import ApplicationView

__all__ = ["policy_of"]


def policy_of(view: ApplicationView) -> Policy | None:
    """Return the assigned policy, None where the list holds no such policy.

    Raises PartUnseenError where the policies were not seen.
    """
    wanted = view.application.access_policy_id
    for policy in view.org.access_policies.value:
        if policy.id == wanted:
            return policy
    return None
