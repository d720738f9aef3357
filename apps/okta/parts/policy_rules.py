"""The rules of every org policy: a new policy part is a parent by its name."""

from pathlib import Path

from apps.okta.part import PartSpec
from apps.okta.parts._policies import SCOPES
from apps.okta.shapes import PolicyRule

NOT_ORG_POLICIES = "authorization_server_policies"

PART = PartSpec(
    id="policy_rules",
    title="Rules of policies",
    path="/api/v1/policies/{0}/rules",
    shape=PolicyRule,
    scopes=SCOPES,
    parents=tuple(
        sorted(
            file.stem
            for file in Path(__file__).parent.glob("[a-z]*_policies.py")
            if file.stem != NOT_ORG_POLICIES
        )
    ),
)
