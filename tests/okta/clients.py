"""What tests of the client share: a clock, an open gate, a client of a server."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from apps.okta.auth import ApiTokenAuth
from apps.okta.client import OktaClient
from apps.okta.http import Timeout
from apps.okta.throttle import MemoryGate, RateHeaders
from tests.okta.loopback import Call, Loopback

APPS = "/api/v1/apps?limit=200"


class FakeTime:
    """A clock that only sleeping moves."""

    def __init__(self) -> None:
        self.now = 1_800_000_000.0
        self.naps: list[float] = []

    def clock(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.naps.append(seconds)
        self.now += seconds


class OpenGate:
    """Lets everything through and remembers what it was told."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.told: list[tuple[str, RateHeaders | None, int]] = []

    def acquire(self, bucket: str) -> None:
        self.asked.append(bucket)

    def report(
        self, bucket: str, headers: RateHeaders | None, status: int, now: float
    ) -> None:
        self.told.append((bucket, headers, status))


@contextmanager
def client_of(
    server: Loopback,
    *,
    gate: OpenGate | MemoryGate | None = None,
    time: FakeTime | None = None,
    aliases: frozenset[str] = frozenset(),
) -> Iterator[OktaClient]:
    time = time or FakeTime()
    with OktaClient(
        server.origin,
        auth=ApiTokenAuth("00-secret-token"),
        gate=gate or OpenGate(),
        trusted_origins={server.origin},
        aliases=aliases,
        timeout=Timeout(1.0),
        clock=time.clock,
        sleep=time.sleep,
        jitter=lambda: 0.5,
    ) as client:
        yield client


def in_turn(*answers: bytes | None) -> Callable[[Call], bytes | None]:
    """Say each answer once, the last one for ever."""
    left = list(answers)
    return lambda _: left.pop(0) if len(left) > 1 else left[0]
