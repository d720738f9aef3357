"""Pages from Okta in threads: up to five calls in flight, no database, nothing judged.

A thread asks for the next page of its unit before anybody has looked at the last one.
What waits to be written is bounded, so memory is a few pages, whatever the org.
"""

from collections.abc import Collection
from concurrent.futures import Future, ThreadPoolExecutor, wait
from dataclasses import dataclass
from functools import partial
from queue import Empty, Full, Queue
from threading import Event
from types import TracebackType
from typing import Protocol, Self

from apps.okta.answers import Answer, Trail
from apps.okta.part import PartSpec

IN_FLIGHT = 5
BACKLOG = 3  # pages that may wait to be written
PATIENCE_SECONDS = 0.5
GRACE_SECONDS = 5.0


class Source(Protocol):
    """The one call of a client that reading needs."""

    def get(
        self,
        path_or_url: str,
        *,
        authenticated: bool = True,
        scopes: Collection[str] = (),
    ) -> Answer: ...


@dataclass(slots=True, eq=False)
class Unit:
    """What to read: a part, from `url` on. `dropped` units are asked for no more."""

    key: int
    spec: PartSpec
    url: str
    dropped: bool = False


@dataclass(frozen=True, slots=True)
class Fetched:
    """A page that came, or the error that ended its unit."""

    unit: Unit
    answer: Answer | None = None
    error: BaseException | None = None


class Fetchers:
    """Threads that read units page by page, until this context is left.

    After an error calls in flight get a moment to end; whoever owns the client then
    closes it.
    """

    def __init__(
        self,
        source: Source,
        *,
        stop: Event,
        in_flight: int = IN_FLIGHT,
    ) -> None:
        self._source = source
        self._stop = stop
        self._pages: Queue[Fetched] = Queue(BACKLOG)
        self._futures: set[Future[None]] = set()
        self._threads = ThreadPoolExecutor(in_flight, thread_name_prefix="okta")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._stop.set()
        self._threads.shutdown(wait=False, cancel_futures=True)
        wait(set(self._futures), None if error is None else GRACE_SECONDS)

    def add(self, unit: Unit) -> None:
        future = self._threads.submit(self._read_pages, unit)
        self._futures.add(future)
        future.add_done_callback(partial(self._ended, unit))

    def next(self, timeout_seconds: float) -> Fetched | None:
        """Return the next page or error of any unit, None where none came in time."""
        try:
            return self._pages.get(timeout=timeout_seconds)
        except Empty:
            return None

    def _ended(self, unit: Unit, future: Future[None]) -> None:
        """Hand on what went wrong; the reader judges it or raises it."""
        self._futures.discard(future)
        error = None if future.cancelled() else future.exception()
        if error is not None:
            self._put(Fetched(unit, error=error))

    def _read_pages(self, unit: Unit) -> None:
        trail = Trail()
        url: str | None = unit.url
        while url and not unit.dropped and not self._stop.is_set():
            trail.step(url)
            answer = self._source.get(
                url, authenticated=not unit.spec.public, scopes=unit.spec.scopes
            )
            self._put(Fetched(unit, answer=answer))
            url = answer.next_url

    def _put(self, fetched: Fetched) -> None:
        while not self._stop.is_set():
            try:
                self._pages.put(fetched, timeout=PATIENCE_SECONDS)
            except Full:
                continue
            return
