"""A server that stands in for an org: ready bytes, two Link lines, optional latency.

`python3 -m tests.benchmarks.stand_in PORT --applications N --latency SECONDS`
"""

import argparse
import asyncio
import json
import time
from email.utils import formatdate
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from tests.benchmarks import corpus


class Org:
    """Every answer by its path, whole, headers included."""

    def __init__(self, origin: str, pages: list[bytes], *, joined_links: bool) -> None:
        self.origin = origin
        self.pages = pages
        self.joined_links = joined_links
        self.ready: dict[str, bytes] = {}

    def answer(self, target: str) -> bytes:
        parts = urlsplit(target)
        if parts.path == "/api/v1/apps":
            return self._page(int(parse_qs(parts.query).get("after", ["0"])[0]))
        if parts.path not in self.ready:
            self.ready[parts.path] = self._whole(self._list(parts.path), ())
        return self.ready[parts.path]

    def _page(self, number: int) -> bytes:
        first = f"{self.origin}/api/v1/apps?limit={corpus.PAGE}"
        links = [f'<{first}&after={number}>; rel="self"']
        if number + 1 < len(self.pages):
            links.append(f'<{first}&after={number + 1}>; rel="next"')
        return self._whole(self.pages[number], links)

    def _list(self, path: str) -> bytes:
        words = path.split("/")
        if path.endswith("/authorizationServers"):
            return corpus.servers()
        if path.endswith("/policies"):
            return corpus.policies(words[-2])
        return corpus.rules(words[-2]) if path.endswith("/rules") else b"[]"

    def _whole(self, body: bytes, links: "tuple[str, ...] | list[str]") -> bytes:
        if self.joined_links:
            links = [", ".join(links)] if links else []
        lines = [
            "HTTP/1.1 200 OK",
            f"Date: {formatdate(usegmt=True)}",
            "Content-Type: application/json",
            "X-Rate-Limit-Limit: 100000",
            "X-Rate-Limit-Remaining: 99999",
            f"X-Rate-Limit-Reset: {int(time.time()) + 60}",
            *(f"Link: {link}" for link in links),
            f"Content-Length: {len(body)}",
        ]
        return ("\r\n".join(lines) + "\r\n\r\n").encode() + body


class Connection(asyncio.Protocol):
    """One kept-alive connection; requests have no body."""

    def __init__(self, org: Org, latency: float) -> None:
        self.org = org
        self.latency = latency
        self.heard = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self.wire = transport

    def data_received(self, data: bytes) -> None:
        self.heard += data
        while b"\r\n\r\n" in self.heard:
            head, _, self.heard = self.heard.partition(b"\r\n\r\n")
            answer = self.org.answer(head.split(b" ", 2)[1].decode())
            if self.latency:
                asyncio.get_running_loop().call_later(
                    self.latency, self.wire.write, answer
                )
            else:
                self.wire.write(answer)


async def serve(port: int, org: Org, latency: float) -> None:
    loop = asyncio.get_running_loop()
    server = await loop.create_server(
        lambda: Connection(org, latency), "127.0.0.1", port
    )
    await server.serve_forever()


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("port", type=int)
    parser.add_argument("--applications", type=int, default=10_000)
    parser.add_argument("--latency", type=float, default=0.0)
    parser.add_argument(
        "--shapes", type=Path, help="JSON list to use, not the recorded"
    )
    parser.add_argument("--joined-links", action="store_true")
    asked = parser.parse_args()
    shapes = json.loads(asked.shapes.read_text()) if asked.shapes else None
    org = Org(
        f"http://127.0.0.1:{asked.port}",
        corpus.pages(asked.applications, shapes),
        joined_links=asked.joined_links,
    )
    asyncio.run(serve(asked.port, org, asked.latency))


if __name__ == "__main__":
    main()
