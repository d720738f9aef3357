"""What all lists of org policies share; no part itself."""

from apps.okta.part import BOTH, IDENTITY_ENGINE, PartSpec
from apps.okta.shapes import Policy
from apps.okta.shapes.org import Engine

SCOPES = ("okta.policies.read",)


def policy_part(
    part_id: str,
    policy_type: str,
    title: str,
    *,
    engines: frozenset[Engine] = BOTH,
) -> PartSpec:
    """Return the part that lists one policy type.

    An org that lacks a type refuses its name, which means none, not unseen.
    Source: https://github.com/okta/terraform-provider-okta/issues/1202
    """
    return PartSpec(
        id=part_id,
        title=title,
        path=f"/api/v1/policies?type={policy_type}",
        shape=Policy,
        scopes=SCOPES,
        engines=engines,
        absent={
            "E0000002": f"This org has no policies of the type {policy_type}.",
            "E0000015": f"This org is not licensed for policies of {policy_type}.",
        },
    )


def identity_engine_policy_part(part_id: str, policy_type: str, title: str) -> PartSpec:
    return policy_part(part_id, policy_type, title, engines=IDENTITY_ENGINE)
