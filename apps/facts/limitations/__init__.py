"""The 63 limitations and feature changes of the upgrade. Data only."""

from collections.abc import Mapping
from types import MappingProxyType

from apps.facts.fact import Fact
from apps.facts.limitations.administration import ADMINISTRATION
from apps.facts.limitations.end_of_life import END_OF_LIFE
from apps.facts.limitations.factors_and_recovery import FACTORS_AND_RECOVERY
from apps.facts.limitations.feature_changes import FEATURE_CHANGES
from apps.facts.limitations.hooks_and_clients import HOOKS_AND_CLIENTS
from apps.facts.limitations.sessions_and_tokens import SESSIONS_AND_TOKENS
from apps.facts.limitations.sign_in_and_hooks import SIGN_IN_AND_HOOKS

__all__ = ["LIMITATIONS"]

ALL: tuple[Fact, ...] = (
    *SIGN_IN_AND_HOOKS,
    *FACTORS_AND_RECOVERY,
    *SESSIONS_AND_TOKENS,
    *HOOKS_AND_CLIENTS,
    *ADMINISTRATION,
    *FEATURE_CHANGES,
    *END_OF_LIFE,
)
LIMITATIONS: Mapping[str, Fact] = MappingProxyType({fact.id: fact for fact in ALL})
