"""Every name of httpx that this package uses, the client, and the meter before it."""

import zlib
from collections.abc import Callable, Iterator
from threading import Lock

import httpx
from httpx import (
    Auth,
    BaseTransport,
    ConnectError,
    ConnectTimeout,
    DecodingError,
    LocalProtocolError,
    PoolTimeout,
    ProxyError,
    ReadError,
    ReadTimeout,
    RemoteProtocolError,
    Request,
    RequestError,
    Response,
    SyncByteStream,
    Timeout,
    TimeoutException,
    TransportError,
    WriteError,
    WriteTimeout,
)

from apps.okta.errors import BadAnswerError
from apps.okta.throttle import Gate, bucket_of, rate_headers

__all__ = [
    "REDIRECTED_TO",
    "Auth",
    "BaseTransport",
    "ConnectError",
    "ConnectTimeout",
    "DecodingError",
    "LocalProtocolError",
    "MeteredTransport",
    "PoolTimeout",
    "ProxyError",
    "ReadError",
    "ReadTimeout",
    "RemoteProtocolError",
    "Request",
    "RequestError",
    "Response",
    "SyncByteStream",
    "Timeout",
    "TimeoutException",
    "TransportError",
    "WriteError",
    "WriteTimeout",
    "open_client",
]

REDIRECTED_TO = "x-redirected-to"
OF_THE_WIRE = frozenset({"content-encoding", "content-length", "transfer-encoding"})
PACKING = "gzip"
PIECE_BYTES = 256 * 1024
LARGEST_BODY_BYTES = 32 * 1024 * 1024  # unpacked; a page of 200 applications is 1 MB


class MeteredTransport(BaseTransport):
    """Asks the gate before each request, tells it the end, and reads the answer whole.

    Whoever sees a response, sees a body that was unpacked and is no larger than a page.
    """

    def __init__(
        self, inner: BaseTransport, gate: Gate, clock: Callable[[], float]
    ) -> None:
        self._inner = inner
        self._gate = gate
        self._clock = clock
        self._lock = Lock()
        self.calls = 0

    def handle_request(self, request: Request) -> Response:
        bucket = bucket_of(request.url.path)
        self._gate.acquire(bucket)
        with self._lock:
            self.calls += 1
        status, headers = 0, None
        try:
            response = self._inner.handle_request(request)
            status = response.status_code
            headers = rate_headers(response.headers, self._clock())
        finally:
            self._gate.report(bucket, headers, status, self._clock())
        try:
            return _whole(response)
        finally:
            response.close()

    def close(self) -> None:
        self._inner.close()


def _whole(response: Response) -> Response:
    """Return the response with its unpacked body, and no redirect for httpx to parse.

    A hostile redirect would trip httpx even where it does not follow.
    """
    body = _body(response)
    headers = [
        (REDIRECTED_TO if name.lower() == "location" else name, value)
        for name, value in response.headers.multi_items()
        if name.lower() not in OF_THE_WIRE
    ]
    return Response(response.status_code, headers=headers, content=body)


def _body(response: Response) -> bytes:
    parts, size = [], 0
    for part in _unpacked(response):
        size += len(part)
        if size > LARGEST_BODY_BYTES:
            raise BadAnswerError("The answer is larger than any page of Okta's.")
        parts.append(part)
    return b"".join(parts)


def _unpacked(response: Response) -> Iterator[bytes]:
    """Yield the body in pieces of a bounded size, however tightly it is packed."""
    packing = response.headers.get("content-encoding", "").strip().lower()
    if response.is_stream_consumed or packing in {"", "identity"}:
        yield from response.iter_bytes()
        return
    if packing not in {PACKING, f"x-{PACKING}"}:
        raise BadAnswerError("The answer is packed in a way that nobody asked for.")
    unpacker = zlib.decompressobj(zlib.MAX_WBITS | 16)
    try:
        for packed in response.iter_raw():
            rest = packed
            while rest:
                yield unpacker.decompress(rest, PIECE_BYTES)
                rest = unpacker.unconsumed_tail
        yield unpacker.flush()
    except zlib.error as error:
        raise DecodingError(str(error)) from error


def open_client(transport: BaseTransport, timeout: Timeout) -> httpx.Client:
    """Return a client that knows no environment, no cookies and follows no redirect."""
    return httpx.Client(
        transport=transport,
        timeout=timeout,
        follow_redirects=False,
        trust_env=False,
        headers={
            "Accept": "application/json",
            "Accept-Encoding": PACKING,
            "User-Agent": "upgradeplanner",
        },
    )
