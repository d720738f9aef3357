"""The 68 symptoms of the upgrade with their causes. Asks nothing of an org."""

from collections.abc import Mapping
from types import MappingProxyType

from apps.facts.symptoms.apis import APIS
from apps.facts.symptoms.callbacks import CALLBACKS
from apps.facts.symptoms.engine_and_grants import ENGINE_AND_GRANTS
from apps.facts.symptoms.hosted_page import HOSTED_PAGE
from apps.facts.symptoms.hub import HUB
from apps.facts.symptoms.policies import POLICIES
from apps.facts.symptoms.sdk_calls import SDK_CALLS
from apps.facts.symptoms.symptom import Cause, Decides, Symptom
from apps.facts.symptoms.tools import TOOLS
from apps.facts.symptoms.widget import WIDGET

__all__ = ["SYMPTOMS", "Cause", "Decides", "Symptom"]

ALL: tuple[Symptom, ...] = (
    *ENGINE_AND_GRANTS,
    *WIDGET,
    *CALLBACKS,
    *SDK_CALLS,
    *HOSTED_PAGE,
    *HUB,
    *APIS,
    *POLICIES,
    *TOOLS,
)
SYMPTOMS: Mapping[str, Symptom] = MappingProxyType({one.id: one for one in ALL})
