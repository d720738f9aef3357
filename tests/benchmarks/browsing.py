"""A page fetched as a browser first does: a fresh connection, up to the whole body."""

import time
from collections.abc import Mapping
from dataclasses import dataclass
from http.client import HTTPConnection


@dataclass(frozen=True)
class Visit:
    """One answer; `seconds` is up to its first byte."""

    seconds: float
    status: int
    body: bytes
    cookies: tuple[str, ...]


def visit(
    port: int,
    path: str,
    headers: Mapping[str, str],
    *,
    method: str = "GET",
    body: str | None = None,
) -> Visit:
    link = HTTPConnection("127.0.0.1", port, timeout=60)
    try:
        started = time.perf_counter()
        link.request(method, path, body=body, headers=dict(headers))
        response = link.getresponse()
        seconds = time.perf_counter() - started
        cookies = tuple(
            line.partition(";")[0]
            for line in response.headers.get_all("Set-Cookie", [])
        )
        return Visit(seconds, response.status, response.read(), cookies)
    finally:
        link.close()
