"""Days as plans speak of them, and the lengths that Okta gives; pure."""

from dataclasses import dataclass
from datetime import date, timedelta

from apps.plans.phases import Phase

ONE_DAY = timedelta(days=1)
# Source: https://developer.okta.com/docs/guides/oie-upgrade-rollout-plan/main
WAIT_AFTER_PREVIEW = timedelta(days=7)
# Source: https://help.okta.com/oie/en-us/content/topics/identity-engine-upgrade/rollback.htm
ROLLBACK_WINDOW = timedelta(days=7)
# Source: https://help.okta.com/oie/en-us/content/topics/identity-engine-upgrade/post-upgrade-checklist.htm
QUIET_WEEK = timedelta(days=7)
# Source: https://developer.okta.com/docs/guides/ie-limitations/main
SESSION_TOKEN_LIFE = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why dates cannot be; an advised one is lifted by a reason. `field`: what of."""

    sentence: str
    advised: bool = False
    field: str = ""


@dataclass(frozen=True, slots=True)
class Span:
    """Days from `starts` to `ends`; both belong to it."""

    starts: date
    ends: date

    def meets(self, other: "Span") -> bool:
        return self.starts <= other.ends and other.starts <= self.ends

    def holds(self, day: date) -> bool:
        return self.starts <= day <= self.ends

    def __str__(self) -> str:
        if self.starts == self.ends:
            return f"on {day_words(self.starts)}"
        return f"from {day_words(self.starts)} to {day_words(self.ends)}"


@dataclass(frozen=True, slots=True)
class Dated:
    """A phase of a wave with its days."""

    phase: Phase
    span: Span


@dataclass(frozen=True, slots=True)
class Pause:
    """Days to test in, after a phase."""

    after: Phase
    span: Span


@dataclass(frozen=True, slots=True)
class Frozen:
    """Days without changes; `org` is empty where they hold for every org."""

    span: Span
    reason: str
    org: str = ""

    def __str__(self) -> str:
        where = f" of {self.org}" if self.org else ""
        return f"the freeze{where} {self.span} ({self.reason})"


@dataclass(frozen=True, slots=True)
class OrgDate:
    """When an org is, or was (`is_done`), upgraded.

    `day` is None where nobody planned it, and where the org was on Identity Engine
    when it was first seen.
    """

    name: str
    environment: str  # preview | sandbox | production
    day: date | None = None
    is_done: bool = False


def day_words(day: date) -> str:
    """Return a date as a person reads it."""
    return f"{day.day} {day:%B %Y}"
