"""One part of an org: seen, or unseen with the reason; not seen is never empty."""

from dataclasses import dataclass
from typing import Generic, NoReturn, TypeVar, Union

T = TypeVar("T")


class PartUnseenError(Exception):
    """The value of a part that was not seen was read; the text says why not."""


@dataclass(frozen=True, slots=True)
class Seen(Generic[T]):
    """A part of which every page was read; `note` says why it is empty, if it is."""

    value: T
    note: str = ""


@dataclass(frozen=True, slots=True)
class Unseen:
    """A part that could not be read completely; `reason` is a sentence for people."""

    reason: str

    @property
    def value(self) -> NoReturn:
        raise PartUnseenError(self.reason)


Part = Union[Seen[T], Unseen]  # noqa: UP007 (a generic alias needs Union on Python 3.11)
