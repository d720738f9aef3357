"""What an old call with its replacement is. Holds none."""

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """What becomes of the old call after the org's upgrade."""

    BREAKS = "breaks"
    BEHAVIOUR = "behaviour"
    CHANGE = "change"
    INFO = "info"

    @property
    def words(self) -> str:
        return {
            Severity.BREAKS: "stops working with the org's upgrade",
            Severity.BEHAVIOUR: "works differently after the org's upgrade",
            Severity.CHANGE: "has to be replaced to reach Identity Engine",
            Severity.INFO: "may stay as it is",
        }[self]


@dataclass(frozen=True, kw_only=True)
class CodePattern:
    """An old call, what replaces it, and the stage that replaces it."""

    id: str
    old: str
    new: tuple[str, ...]
    stage: str
    use_case: str
    severity: Severity
    source: str
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class StatusMap:
    """The transaction states of the old SDK of a language, and those of the new one."""

    groups: tuple[str, ...]
    old: tuple[str, ...]
    new: tuple[str, ...]
    source: str
