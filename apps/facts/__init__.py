"""What Okta documents about the upgrade, as typed data. Asks nothing of an org."""

from apps.facts.hub_items import HUB_ITEMS
from apps.facts.limitations import LIMITATIONS
from apps.facts.page_scan import PAGE_SCAN
from apps.facts.stages import ORG_TRACK, STAGES, stages_of

__all__ = [
    "HUB_ITEMS",
    "LIMITATIONS",
    "ORG_TRACK",
    "PAGE_SCAN",
    "STAGES",
    "stages_of",
]
