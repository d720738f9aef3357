"""Whether an identity provider takes the name of the Duo factor that is in use."""

from collections.abc import Iterator

from apps.okta.shapes import Policy
from apps.okta.snapshot import OrgSnapshot
from apps.probes.answers import excerpt, failed, named, passed
from apps.probes.enrollment import active_policies, used_keys
from apps.probes.probe import Reading, Verdict

__all__ = ["duo_clash"]

DUO_NAME = "duo security"


def uses_duo(policy: Policy) -> bool:
    return "duo" in used_keys(policy)


def duo_clash(org: OrgSnapshot) -> Iterator[Verdict]:
    """Yield one FAILED per clashing identity provider, or a single PASSED."""
    clashing = [
        idp
        for idp in org.identity_providers.value
        if idp.name.strip().lower() == DUO_NAME
    ]
    if not clashing:
        yield passed("org", "No identity provider is named Duo Security.")
        return
    users = [policy for policy in active_policies(org) if uses_duo(policy)]
    if not users:
        message = "One is named Duo Security, but no enrollment policy uses Duo."
        yield passed("org", message)
        return
    policies = ", ".join(named(policy.name, policy.id) for policy in users[:3])
    for idp in clashing:
        yield failed(
            f"identity_provider:{idp.id}",
            f"An identity provider is named {idp.name!r} while {policies} uses Duo.",
            Reading("identity_providers", idp.id, "/name", excerpt(idp.name)),
        )
