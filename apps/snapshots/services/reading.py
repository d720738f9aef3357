"""Reads an org into a claimed snapshot: threads ask Okta, this thread writes.

Goes on from the part readings: a unit that is done is not asked again, a page that was
written is not asked again.
"""

import time
import uuid
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from threading import Event
from typing import Protocol

from apps.okta.answers import Answer
from apps.okta.errors import OktaError
from apps.okta.json import decode
from apps.okta.parts import PARTS
from apps.okta.shapes import OrgIdentity
from apps.orgs.models import Org
from apps.snapshots import rules
from apps.snapshots.errors import NothingSeenError, StopAskedError
from apps.snapshots.fetching import Fetched, Fetchers, Source, Unit
from apps.snapshots.models import PartReading, Snapshot
from apps.snapshots.services import planning
from apps.snapshots.services.lifecycle import renew
from apps.snapshots.services.store import Page, mark_unseen, write_page

TICK_SECONDS = 1.0
# So many units in a row without any answer: the org is out of reach, not one part.
OUT_OF_REACH = 3


class CountingSource(Source, Protocol):
    """A client that knows how many requests it sent."""

    @property
    def calls(self) -> int: ...


def never() -> bool:
    return False


def read(
    snapshot: Snapshot,
    token: uuid.UUID,
    client: CountingSource,
    *,
    stop: Event | None = None,
    stopping: Callable[[], bool] = never,
) -> None:
    """Read every unit that is left; returns when each is seen or unseen.

    `stop` is set when reading ends, whatever the reason: what waits for Okta can watch
    it. Raises LeaseLostError, CancelAskedError, StopAskedError once `stopping` says so,
    and NothingSeenError where no part but the public one could be read.
    """
    planning.begin(snapshot, token)
    stop = stop or Event()
    with Fetchers(client, stop=stop) as fetchers:
        _Reader(snapshot, token, client, fetchers, stopping).run()
    planning.require_something_seen(snapshot)


@dataclass
class _Reader:
    """The writing side of one attempt."""

    snapshot: Snapshot
    token: uuid.UUID
    client: CountingSource
    fetchers: Fetchers
    stopping: Callable[[], bool]
    units: dict[int, tuple[Unit, PartReading]] = field(default_factory=dict)
    known: set[tuple[str, str]] = field(default_factory=set)
    calls_before: int = 0
    out_of_reach: int = 0

    def run(self) -> None:
        self.calls_before = self.snapshot.calls
        self.known = planning.known_units(self.snapshot)
        self._start(planning.units_left(self.snapshot))
        renewed = time.monotonic()
        while self.units:
            fetched = self.fetchers.next(TICK_SECONDS)
            if self.stopping():
                raise StopAskedError("This process ends; another goes on.")
            if fetched is not None:
                self._take(fetched)
            elif time.monotonic() - renewed >= TICK_SECONDS:
                renew(self.snapshot.pk, self.token, calls=self._calls())
                renewed = time.monotonic()

    def _calls(self) -> int:
        return self.calls_before + self.client.calls

    def _start(self, readings: list[PartReading]) -> None:
        for reading in readings:
            spec = PARTS[reading.part]
            url = reading.next_url or rules.path_of(spec, reading.parent)
            unit = Unit(reading.pk, spec, url)
            self.units[reading.pk] = (unit, reading)
            self.fetchers.add(unit)

    def _take(self, fetched: Fetched) -> None:
        if fetched.unit.key not in self.units:
            return  # dropped while its page was on the way
        unit, reading = self.units[fetched.unit.key]
        try:
            if fetched.error is not None:
                raise fetched.error
            if fetched.answer is not None:
                self._store(unit, reading, fetched.answer)
        except OktaError as error:
            self._end_without(unit, reading, error)

    def _store(self, unit: Unit, reading: PartReading, answer: Answer) -> None:
        spec = unit.spec
        raws = [answer.object()] if spec.single else answer.objects(spec.envelope)
        elements = rules.elements_of(spec, reading.parent, raws)
        self.out_of_reach = 0
        page = Page(
            reading=reading,
            spec=spec,
            elements=elements,
            next_url=answer.next_url or "",
            fresh=(reading.part, reading.parent) not in self.known,
        )
        if reading.part == planning.ENGINE:
            page = self._with_plan(page)
        self._start(write_page(self.snapshot, self.token, page, self._calls()))
        if not page.next_url:
            del self.units[unit.key]

    def _with_plan(self, page: Page) -> Page:
        """Return the engine's page with the parts that are asked of this engine."""
        identity = decode(page.elements[0].raw, OrgIdentity)
        _require_same_org(self.snapshot.org, identity)
        engine = identity.engine
        self.snapshot.engine = engine.value if engine else ""
        return replace(
            page,
            planned=planning.root_units(identity),
            snapshot_fields={"engine": self.snapshot.engine},
        )

    def _end_without(self, unit: Unit, reading: PartReading, error: OktaError) -> None:
        """End a unit that gave an error instead of a page."""
        unit.dropped = True
        if reading.part == planning.ENGINE:
            raise NothingSeenError(error.advice) from error
        note = rules.absent_note(error, unit.spec)
        if note is not None and not reading.pages:
            page = Page(reading=reading, spec=unit.spec, elements=(), note=note)
            self._start(write_page(self.snapshot, self.token, page, self._calls()))
            del self.units[unit.key]
            return
        self.out_of_reach = self.out_of_reach + 1 if rules.is_out_of_reach(error) else 0
        ended = [unit.key]
        if rules.ends_every_call(error) or self.out_of_reach >= OUT_OF_REACH:
            ended = list(self.units)
        pairs = [self.units.pop(key) for key in ended]
        for each, _ in pairs:
            each.dropped = True
        reason = rules.unseen_reason(error, unit.spec)
        readings = [reading for _, reading in pairs]
        mark_unseen(self.snapshot, self.token, readings, reason, self._calls())


def _require_same_org(org: Org, identity: OrgIdentity) -> None:
    if identity.id != org.okta_id:
        raise NothingSeenError(
            f"{org.url} now answers as the org {identity.id}, but {org.okta_id} was "
            "connected. Check the address of the org."
        )
