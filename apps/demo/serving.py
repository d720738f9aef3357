"""The simulated orgs of the demo company in this process. Knows no row of ours."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from datetime import datetime
from types import TracebackType
from typing import Self

from apps.demo.errors import DemoError
from apps.demo.rules import ORDER, moment
from apps.simulator.control import PREFIX, control
from apps.simulator.demo import DemoCompany, Edit, demo_company
from apps.simulator.messages import Request
from apps.simulator.server import Running, start
from apps.simulator.store import encode

Make = Callable[[], DemoCompany]
LOOPBACK = "127.0.0.1"
FIRST_PORT = 8171
LAST_FIRST_PORT = 8971
OK = 200
# Without limits a history is made in seconds; then they are what real orgs have.
IN_A_HURRY, AS_REAL_ORGS = "off", "workforce"


class ServedCompany:
    """The three orgs on ports of their own, as they were on `day`."""

    def __init__(
        self, ports: Sequence[int], host: str = LOOPBACK, make: Make = demo_company
    ) -> None:
        self.make = make
        self.host = host
        self.ports = tuple(ports)
        self.day = 0
        self.orgs: dict[str, Running] = {}
        self._timeline: tuple[Edit, ...] = ()
        self.begin_anew()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop()

    @property
    def origins(self) -> dict[str, str]:
        return {name: org.origin for name, org in self.orgs.items()}

    def begin_anew(self) -> None:
        """Serve the orgs as they were on day 0. Raises OSError for a taken port."""
        self.stop()
        company = self.make()
        self._timeline = company.timeline
        with ExitStack() as started:
            for port, (name, simulation) in zip(
                self.ports, company.simulations().items(), strict=True
            ):
                org = self.orgs[name] = start(simulation, port, self.host)
                started.callback(org.stop)
            started.pop_all()
        self.ports = tuple(
            origin_port(origin) for origin in self.origins.values()
        )  # the same ones ever after, also where free ones were taken
        self.day = 0
        self.hurry()

    def hurry(self) -> None:
        self._tell({"rate_limit_plan": IN_A_HURRY})

    def calm(self) -> None:
        """Let the rate limits be what real orgs have."""
        self._tell({"rate_limit_plan": AS_REAL_ORGS})

    def stop(self) -> None:
        for org in self.orgs.values():
            org.stop()
        self.orgs = {}

    def play_to(self, day: int, today: datetime) -> None:
        """Let happen what happened until the end of `day`; back in time from day 0."""
        if day < self.day:
            self.begin_anew()
        for edit in self._timeline:
            if self.day < edit.day <= day:
                date = moment(today, edit.day).isoformat()
                self._ask(edit.org, "PATCH", "/settings", {"now": date})
                self._ask(edit.org, edit.method, edit.path, edit.body)
        self.day = day
        self._tell({"now": ""})

    def _tell(self, settings: Mapping[str, object]) -> None:
        for name in ORDER:
            self._ask(name, "PATCH", "/settings", settings)

    def _ask(
        self, name: str, method: str, path: str, body: Mapping[str, object] | None
    ) -> None:
        """Call an org's control API. Raises DemoError where it refuses."""
        sent = b"" if body is None else encode(body)
        request = Request(method, f"{PREFIX}{path}", body=sent)
        answer = control(self.orgs[name].simulation, request)
        if answer.status != OK:
            raise DemoError(f"The simulated {name} org refused {method} {path}.")


def serve(
    host: str = LOOPBACK, port: int = 0, kept: Sequence[int] = ()
) -> ServedCompany:
    """Serve on `port` and the two after it, else on `kept` ones, else on free ones.

    Raises OSError where they are taken.
    """
    if port or kept:
        return ServedCompany(kept or three_from(port), host)
    for first in range(FIRST_PORT, LAST_FIRST_PORT, len(ORDER)):
        try:
            return ServedCompany(three_from(first), host)
        except OSError:
            continue
    raise OSError("No three free ports in a row were found; choose with --port.")


def origin_port(origin: str) -> int:
    return int(origin.rpartition(":")[2])


def three_from(port: int) -> tuple[int, ...]:
    return tuple(range(port, port + len(ORDER)))
