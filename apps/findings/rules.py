"""The life of a finding, and what a waiver may be; pure.

A failure opens, or refreshes what is open; one that is not repeated resolves, unless
the probe could not tell. Unknown and crashed change nothing.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Protocol

LONGEST_WAIVER = timedelta(days=365)
SHORTEST_REASON = 10  # characters: a word is no reason

CANNOT_TELL = frozenset({"unknown", "crashed"})
FAILED = "failed"


class State(StrEnum):
    """The same values as apps.findings.models.Finding.State."""

    OPEN = "open"
    REOPENED = "reopened"
    WAIVED = "waived"
    RESOLVED = "resolved"


class Sight(StrEnum):
    """What a look at the org said of one finding."""

    SEEN = "seen"
    GONE = "gone"
    UNCLEAR = "unclear"


class VerdictLike(Protocol):
    """What the life of a finding needs of a verdict."""

    @property
    def outcome(self) -> str: ...

    @property
    def subject(self) -> str: ...

    @property
    def saw_all(self) -> bool: ...


@dataclass(frozen=True, slots=True)
class Look:
    """All that one probe said, ready to be asked about many findings.

    `whole` is the subject that stands for everything the probe was asked about;
    `has_unseen_part` tells that a part the probe reads was not seen completely.
    """

    answered: frozenset[str]
    unclear: frozenset[str]
    has_unseen_part: bool

    @classmethod
    def of(
        cls, verdicts: Sequence[VerdictLike], *, has_unseen_part: bool = False
    ) -> "Look":
        unclear = frozenset(one.subject for one in verdicts if _cannot_tell(one))
        answered = frozenset(one.subject for one in verdicts if not _cannot_tell(one))
        return cls(answered, unclear, has_unseen_part)

    def not_repeated(self, subject: str) -> Sight:
        """Return what it means that no failure about `subject` was repeated.

        A subject that the probe answered about is gone. One that it did not name is
        gone only where the probe saw everything that such a subject may lie in.
        """
        if subject in self.unclear or "org" in self.unclear:
            return Sight.UNCLEAR
        if subject in self.answered:
            return Sight.GONE
        kind = subject.partition(":")[0]
        elsewhere = any(one.partition(":")[0] != kind for one in self.unclear)
        return Sight.UNCLEAR if elsewhere or self.has_unseen_part else Sight.GONE


def _cannot_tell(verdict: VerdictLike) -> bool:
    return verdict.outcome in CANNOT_TELL and not verdict.saw_all


def next_state(
    current: State | None, sight: Sight, *, waiver_holds: bool
) -> State | None:
    """Return the state after a look; None where there is nothing and nothing was seen.

    Only a failure opens. A waiver outlives resolution: seen again while it holds, the
    finding is waived again.
    """
    if sight is Sight.UNCLEAR:
        return current
    if sight is Sight.GONE:
        return State.RESOLVED if current else None
    if current is None:
        return State.OPEN
    if current is State.RESOLVED:
        return State.WAIVED if waiver_holds else State.REOPENED
    if current is State.WAIVED and not waiver_holds:
        return State.OPEN
    return current


def waiver_problem(reason: str, expires_at: datetime, now: datetime) -> str:
    """Return the sentence that refuses a waiver, empty where it may be asked for."""
    if len(reason.strip()) < SHORTEST_REASON:
        return "Say in a sentence why this finding can be accepted."
    if expires_at <= now:
        return "The waiver has to end in the future."
    if expires_at > now + LONGEST_WAIVER:
        return (
            f"A waiver lasts at most {LONGEST_WAIVER.days} days; ask again after that."
        )
    return ""


def approval_problem(
    *, asker_id: int, approver_id: int, expires_at: datetime, now: datetime
) -> str:
    """Return the sentence that refuses an approval, empty where it may be given."""
    if asker_id == approver_id:
        return "Another person than the one who asked has to approve."
    if expires_at <= now:
        return "This waiver would have expired already; ask for a new one."
    return ""


def worst(severities: Collection[str]) -> str:
    """Return the gravest of some severities, empty for none."""
    order = ("blocker", "high", "medium", "low", "info")
    return next((one for one in order if one in severities), "")
