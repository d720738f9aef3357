"""A transport whose connections go to the address that was checked, or not at all."""

import ssl
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import certifi
import httpcore

from apps.okta import http
from apps.okta.errors import HostRefusedError, OktaError, TlsError
from apps.okta.hosts import Origin, Resolver, public_addresses, resolve

MAX_CALLS_IN_FLIGHT = 5
KEEP_ALIVE_SECONDS = 30.0
# Most specific first.
WIRE_ERRORS: tuple[tuple[type[Exception], type[http.TransportError]], ...] = (
    (httpcore.ConnectTimeout, http.ConnectTimeout),
    (httpcore.ReadTimeout, http.ReadTimeout),
    (httpcore.WriteTimeout, http.WriteTimeout),
    (httpcore.PoolTimeout, http.PoolTimeout),
    (httpcore.ConnectError, http.ConnectError),
    (httpcore.ReadError, http.ReadError),
    (httpcore.WriteError, http.WriteError),
    (httpcore.ProxyError, http.ProxyError),
    (httpcore.LocalProtocolError, http.LocalProtocolError),
    (httpcore.RemoteProtocolError, http.RemoteProtocolError),
)


class PinnedBackend(httpcore.NetworkBackend):
    """Connects to one origin only, at an address that was checked for this connection.

    The name stays in the Host header and in TLS; only the socket gets the address.
    """

    def __init__(
        self,
        origin: Origin,
        *,
        exempt: bool,
        resolver: Resolver = resolve,
        sockets: httpcore.NetworkBackend | None = None,
    ) -> None:
        self._origin = origin
        self._exempt = exempt
        self._resolver = resolver
        self._sockets = sockets or httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        if (host, port) != (self._origin.host, self._origin.port):
            raise HostRefusedError(
                f"Only {self._origin} is called here, not {host}:{port}."
            )
        addresses = (
            [host] if self._exempt else public_addresses(host, port, self._resolver)
        )
        failure: Exception | None = None
        for address in addresses:
            try:
                return self._sockets.connect_tcp(
                    address, port, timeout, local_address, socket_options
                )
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failure = error
        raise failure or httpcore.ConnectError("no address")


class PinnedTransport(http.BaseTransport):
    """A connection pool to one origin, directly or through an explicit proxy."""

    def __init__(
        self,
        origin: Origin,
        *,
        backend: PinnedBackend,
        proxy: str = "",
        ca_bundle: str = "",
    ) -> None:
        encrypted = "https" in (origin.scheme, proxy[:5])
        context = tls_context(ca_bundle) if encrypted else None
        self._pool = httpcore.ConnectionPool(
            ssl_context=context if origin.scheme == "https" else None,
            proxy=_proxy(proxy, context) if proxy else None,
            max_connections=MAX_CALLS_IN_FLIGHT,
            keepalive_expiry=KEEP_ALIVE_SECONDS,
            network_backend=None if proxy else backend,
        )

    def handle_request(self, request: http.Request) -> http.Response:
        wire = httpcore.Request(
            method=request.method,
            url=httpcore.URL(
                scheme=request.url.raw_scheme,
                host=request.url.raw_host,
                port=request.url.port,
                target=request.url.raw_path,
            ),
            headers=request.headers.raw,
            content=request.stream,
            extensions=request.extensions,
        )
        try:
            answer = self._pool.handle_request(wire)
        except tuple(known for known, _ in WIRE_ERRORS) as error:
            raise _translated(error) from error
        return http.Response(
            status_code=answer.status,
            headers=answer.headers,
            stream=_Body(answer.stream),
            extensions=answer.extensions,
        )

    def close(self) -> None:
        self._pool.close()


class _Body(http.SyncByteStream):
    """The body as it comes, with the pool's errors in httpx's words."""

    def __init__(self, stream: Any) -> None:
        self._stream = stream

    def __iter__(self) -> Iterator[bytes]:
        try:
            yield from self._stream
        except tuple(known for known, _ in WIRE_ERRORS) as error:
            raise _translated(error) from error

    def close(self) -> None:
        self._stream.close()


def tls_context(ca_bundle: str = "") -> ssl.SSLContext:
    """Return the context that trusts the public authorities and those of `ca_bundle`.

    Raises TlsError where the file cannot be used.
    """
    try:
        changed = Path(ca_bundle).stat().st_mtime_ns if ca_bundle else 0
        return _tls_context(ca_bundle, changed)
    except OSError as error:
        raise TlsError(
            "The file of certificate authorities cannot be used.",
            next_step="Check UPGRADEPLANNER_CA_BUNDLE: a readable file in PEM form.",
        ) from error


@lru_cache(maxsize=4)
def _tls_context(ca_bundle: str, _changed: int) -> ssl.SSLContext:
    context = ssl.create_default_context(cafile=certifi.where())
    if ca_bundle:
        # Authorities of companies often lack what Python 3.13 newly insists on.
        context.verify_flags &= ~ssl.VERIFY_X509_STRICT
        context.load_verify_locations(cafile=ca_bundle)
    return context


def _proxy(url: str, context: ssl.SSLContext | None) -> httpcore.Proxy:
    parts = urlsplit(url)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise OktaError(
            "The outbound proxy is not usable.",
            next_step="Set UPGRADEPLANNER_OUTBOUND_PROXY to http://host:port.",
        )
    auth = None
    if parts.username:
        auth = (unquote(parts.username), unquote(parts.password or ""))
    port = f":{parts.port}" if parts.port else ""
    return httpcore.Proxy(
        f"{parts.scheme}://{parts.hostname}{port}",
        auth=auth,
        ssl_context=context if parts.scheme == "https" else None,
    )


def _translated(error: Exception) -> http.TransportError:
    kind = next(theirs for ours, theirs in WIRE_ERRORS if isinstance(error, ours))
    return kind(str(error))
