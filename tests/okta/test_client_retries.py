"""The client over real HTTP: what is tried again, and when the gate opens."""

import gzip
import json
import threading
from datetime import UTC, datetime

import pytest

from apps.okta.client import OktaClient
from apps.okta.errors import (
    BadAnswerError,
    DroppedError,
    NotOktaError,
    ServerFaultError,
    ThrottledError,
    TimedOutError,
    UnreachableError,
)
from apps.okta.http import Timeout
from apps.okta.throttle import MemoryGate, RateHeaders
from tests.okta.clients import APPS, FakeTime, OpenGate, client_of, in_turn
from tests.okta.loopback import Call, answer, recorded, serving

PASSING: dict[str, tuple[bytes | None, type[Exception]]] = {
    "hangs up": (None, DroppedError),
    "500": (recorded("500_E0000009_server_error.json"), ServerFaultError),
    "502 page": (recorded("502_proxy_page.html"), ServerFaultError),
    "cut off": (
        answer(b'[{"id":', "Connection: close", length=99),
        BadAnswerError,
    ),
    "half JSON": (answer(b'[{"id":'), BadAnswerError),
    "empty": (answer(b""), BadAnswerError),
    "text": (answer(b"Service busy", kind="text/plain"), BadAnswerError),
    "web page": (answer(b"<html></html>", kind="text/html"), NotOktaError),
    "not UTF-8": (answer(b'["\xff"]'), BadAnswerError),
    "not gzip": (answer(b"[]", "Content-Encoding: gzip"), BadAnswerError),
}


@pytest.mark.parametrize("name", PASSING)
def test_what_may_pass_is_tried_again_and_succeeds(name: str) -> None:
    time = FakeTime()
    bad, _ = PASSING[name]
    with (
        serving(in_turn(bad, bad, bad, answer(b"[1]"))) as server,
        client_of(server, time=time) as client,
    ):
        assert len(client.get(APPS).objects()) == 1
        assert client.calls == 4
    assert time.naps == [0.5, 1.0, 2.0]


@pytest.mark.parametrize("name", PASSING)
def test_what_does_not_pass_becomes_its_own_error(name: str) -> None:
    bad, kind = PASSING[name]
    with serving(in_turn(bad)) as server:
        with client_of(server) as client, pytest.raises(kind) as caught:
            client.get(APPS)
        assert len(server.calls) == 4
    assert "secret" not in str(caught.value)


def test_a_server_that_stays_silent_times_out() -> None:
    silent = threading.Event()

    def script(_: Call) -> None:
        silent.wait(10)

    with serving(script) as server:
        with (
            OktaClient(
                server.origin,
                gate=OpenGate(),
                trusted_origins={server.origin},
                timeout=Timeout(0.05),
                sleep=lambda _: None,
            ) as client,
            pytest.raises(TimedOutError, match="in time"),
        ):
            client.get(APPS)
        silent.set()


def test_a_refused_connection_is_a_sentence() -> None:
    with serving(in_turn(None)) as server:
        origin = server.origin
    time = FakeTime()
    with (
        OktaClient(
            origin, gate=OpenGate(), trusted_origins={origin}, sleep=time.sleep
        ) as client,
        pytest.raises(UnreachableError, match="refuses connections"),
    ):
        client.get(APPS)
    assert len(time.naps) == 3


def test_a_packed_page_is_unpacked() -> None:
    body = gzip.compress(json.dumps([{"id": "0oa1"}] * 200).encode())
    with (
        serving(in_turn(answer(body, "Content-Encoding: gzip"))) as server,
        client_of(server) as client,
    ):
        assert len(client.get(APPS).objects()) == 200


def test_a_page_that_unpacks_beyond_all_measure_is_refused() -> None:
    bomb = gzip.compress(b"[" + b" " * (70 * 1024 * 1024) + b"]")
    with serving(in_turn(answer(bomb, "Content-Encoding: gzip"))) as server:
        with (
            client_of(server) as client,
            pytest.raises(BadAnswerError, match="larger than any page"),
        ):
            client.get(APPS)
        assert len(server.calls) == 1


def test_a_packing_that_nobody_asked_for_is_refused() -> None:
    with serving(in_turn(answer(b"[]", "Content-Encoding: br"))) as server:
        with (
            client_of(server) as client,
            pytest.raises(BadAnswerError, match="nobody asked for"),
        ):
            client.get(APPS)
        assert server.calls[0].headers["accept-encoding"] == "gzip"


def test_429_waits_until_the_reset_by_the_servers_clock() -> None:
    """The server's clock is a day behind; the wait is the half minute it states."""
    time = FakeTime()
    server_now = time.now - 86_400
    limit = (
        "X-Rate-Limit-Limit: 100",
        "X-Rate-Limit-Remaining: 0",
        f"X-Rate-Limit-Reset: {int(server_now) + 30}",
    )
    throttled = recorded("429_E0000047_rate_limit.json", *limit, date=server_now)
    gate = MemoryGate(50, clock=time.clock, sleep=time.sleep)
    with (
        serving(in_turn(throttled, answer())) as server,
        client_of(server, gate=gate, time=time) as client,
    ):
        started = time.now
        client.get("/api/v1/zones")
        assert client.clock_skew_seconds is not None
    assert time.now - started == pytest.approx(31.0)


def test_429_without_headers_waits_a_minute() -> None:
    time = FakeTime()
    gate = MemoryGate(50, clock=time.clock, sleep=time.sleep)
    throttled = recorded("429_E0000047_rate_limit.json")
    with (
        serving(in_turn(throttled, answer())) as server,
        client_of(server, gate=gate, time=time) as client,
    ):
        started = time.now
        client.get("/api/v1/zones")
    assert time.now - started == pytest.approx(60.0)


def test_too_many_waits_end_with_the_time_to_come_back() -> None:
    time = FakeTime()
    limit = (
        "X-Rate-Limit-Limit: 100",
        "X-Rate-Limit-Remaining: 0",
        f"X-Rate-Limit-Reset: {int(time.now) + 40}",
    )
    throttled = recorded("429_E0000047_rate_limit.json", *limit, date=time.now)
    with serving(in_turn(throttled)) as server:
        with client_of(server, time=time) as client, pytest.raises(ThrottledError) as e:
            client.get(APPS)
        assert len(server.calls) == 5
    assert e.value.retry_at == datetime.fromtimestamp(time.now + 40, UTC)
    assert e.value.code == "E0000047"


def test_the_gate_hears_how_every_call_ended() -> None:
    gate = OpenGate()
    limit = (
        "X-Rate-Limit-Limit: 10",
        "X-Rate-Limit-Remaining: 9",
        "X-Rate-Limit-Reset: 1800000060",
    )
    good = answer(b"[]", *limit, date=1_800_000_000)
    with serving(in_turn(None, good)) as server, client_of(server, gate=gate) as client:
        client.get(APPS)
    assert gate.asked == ["/api/v1/apps"] * 2
    assert gate.told == [
        ("/api/v1/apps", None, 0),
        ("/api/v1/apps", RateHeaders(10, 9, 60.0), 200),
    ]


def test_what_the_gate_raises_passes_through() -> None:
    class CancelledError(Exception):
        pass

    class ShutGate(OpenGate):
        def acquire(self, bucket: str) -> None:
            raise CancelledError

    with (
        serving(in_turn(answer())) as server,
        client_of(server, gate=ShutGate()) as client,
    ):
        with pytest.raises(CancelledError):
            client.get(APPS)
        assert client.calls == 0
