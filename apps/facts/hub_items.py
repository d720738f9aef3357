"""The 26 items of the OIE Upgrade Hub. Data only: no API shows the Hub itself."""

from collections.abc import Mapping
from types import MappingProxyType

from apps.facts.fact import Fact
from apps.facts.hub.acknowledgments import ACKNOWLEDGMENTS
from apps.facts.hub.tasks import TASKS

__all__ = ["HUB_ITEMS"]

HUB_ITEMS: Mapping[str, Fact] = MappingProxyType(
    {fact.id: fact for fact in (*ACKNOWLEDGMENTS, *TASKS)}
)
