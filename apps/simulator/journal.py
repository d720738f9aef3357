"""The log of requests that a simulated org answered."""

import threading
from collections import Counter, deque
from dataclasses import asdict, dataclass

from apps.simulator.messages import Answer, Request
from apps.simulator.store import Json

KEPT = 100_000


@dataclass(frozen=True, slots=True)
class Entry:
    """`at` is in seconds since 1970, `milliseconds` the time that the answer took."""

    method: str
    path: str
    query: str
    cursor: str
    status: int
    at: float
    milliseconds: float
    identity: str = ""
    fault: str = ""
    violation: str = ""

    @property
    def json(self) -> Json:
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Note:
    """What the pipeline learned about a request on its way."""

    at: float
    milliseconds: float
    identity: str = ""
    fault: str = ""
    violation: str = ""


class Journal:
    """Entries in the order in which their answers were ready."""

    def __init__(self) -> None:
        self._entries: deque[Entry] = deque(maxlen=KEPT)
        self._lock = threading.Lock()

    def write(self, request: Request, answer: Answer, note: Note) -> None:
        entry = Entry(
            request.method,
            request.path,
            request.query_text,
            request.query.get("after", ""),
            0 if answer.dropped else answer.status,
            note.at,
            note.milliseconds,
            note.identity,
            note.fault,
            note.violation,
        )
        with self._lock:
            self._entries.append(entry)

    @property
    def entries(self) -> list[Entry]:
        with self._lock:
            return list(self._entries)

    @property
    def violations(self) -> list[Entry]:
        """Entries that broke the contract; a test asserts that there are none."""
        return [entry for entry in self.entries if entry.violation]

    @property
    def repeated(self) -> list[tuple[str, str]]:
        """(path, query) of every GET that was answered with 200 more than once."""
        seen = Counter(
            (entry.path, entry.query)
            for entry in self.entries
            if entry.status == 200 and entry.method == "GET"  # noqa: PLR2004
        )
        return [key for key, count in seen.items() if count > 1]

    def count(self, path: str = "") -> int:
        """Return how many requests went to this path or below it."""
        return sum(entry.path.startswith(path) for entry in self.entries)

    def reset(self) -> None:
        with self._lock:
            self._entries.clear()
