"""A small real server on loopback that says exactly the bytes a test wants."""

import socket
import ssl
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.utils import formatdate
from pathlib import Path

TLS_HELLO = b"\x16"
FIXTURES = Path(__file__).parent.parent / "fixtures/okta/errors"


@dataclass(frozen=True)
class Call:
    """One request as it came over the wire; header names in lower case."""

    method: str
    target: str
    headers: Mapping[str, str]
    body: bytes = b""

    @property
    def form(self) -> dict[str, str]:
        from urllib.parse import parse_qsl

        return dict(parse_qsl(self.body.decode()))


Script = Callable[[Call], bytes | None]


@dataclass
class Loopback:
    """`script` gives the whole answer, or None to hang up without one."""

    script: Script
    listener: socket.socket
    context: ssl.SSLContext | None = None
    calls: list[Call] = field(default_factory=list)
    stopped: bool = False

    @property
    def port(self) -> int:
        return int(self.listener.getsockname()[1])

    @property
    def origin(self) -> str:
        return f"{'https' if self.context else 'http'}://127.0.0.1:{self.port}"

    def serve(self) -> None:
        while not self.stopped:
            try:
                connection, _ = self.listener.accept()
            except OSError:
                return
            threading.Thread(target=self._talk, args=(connection,), daemon=True).start()

    def _talk(self, connection: socket.socket) -> None:
        try:
            if self.context:
                connection = self.context.wrap_socket(connection, server_side=True)
            with connection, connection.makefile("rb") as incoming:
                while True:
                    if not self.context and incoming.peek(1)[:1] == TLS_HELLO:
                        connection.sendall(answer(status=400))
                        return
                    first = incoming.readline().decode("latin-1")
                    if not first:
                        return
                    headers = {}
                    while line := incoming.readline().decode("latin-1").strip():
                        name, _, value = line.partition(":")
                        headers[name.lower()] = value.strip()
                    body = incoming.read(int(headers.get("content-length", "0")))
                    method, target = [*first.split(" "), ""][:2]
                    call = Call(method, target, headers, body)
                    self.calls.append(call)
                    said = self.script(call)
                    if said is None:
                        return
                    connection.sendall(said)
                    if b"\r\nConnection: close\r\n" in said:
                        return
        except OSError:
            connection.close()


@contextmanager
def serving(
    script: Script, context: ssl.SSLContext | None = None
) -> Iterator[Loopback]:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        server = Loopback(script, listener, context)
        thread = threading.Thread(target=server.serve, daemon=True)
        thread.start()
        try:
            yield server
        finally:
            server.stopped = True
            listener.shutdown(socket.SHUT_RDWR)
            thread.join(5)


def answer(
    body: bytes = b"[]",
    *headers: str,
    status: int = 200,
    kind: str = "application/json",
    length: int | None = None,
    date: float | None = None,
) -> bytes:
    """Return the bytes of an answer; `length` may lie, `date` is epoch seconds."""
    lines = [
        f"HTTP/1.1 {status} Said",
        f"Date: {formatdate(date, usegmt=True)}",
        f"Content-Type: {kind}",
        f"Content-Length: {len(body) if length is None else length}",
        *headers,
        "",
        "",
    ]
    return "\r\n".join(lines).encode() + body


def recorded(name: str, *headers: str, date: float | None = None) -> bytes:
    """Return an error answer whose file name tells the status."""
    path = FIXTURES / name
    status = next(int(part) for part in name.split("_") if part.isdigit())
    kind = "text/html" if path.suffix == ".html" else "application/json"
    body = path.read_bytes()
    return answer(body, *headers, status=status, kind=kind, date=date)
