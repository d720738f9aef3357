"""The HTTP/1.1 server of simulated orgs: keep-alive, one thread a connection."""

import socket
import ssl
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from email.utils import formatdate
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from apps.simulator.control import PREFIX, control
from apps.simulator.faults import Faults
from apps.simulator.journal import Journal
from apps.simulator.messages import Answer, Request
from apps.simulator.simulation import Simulation
from apps.simulator.world import World


class Handler(BaseHTTPRequestHandler):
    """Reads a request, asks the simulation, writes the answer in one piece."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    server: "Server"

    def handle_one_request(self) -> None:
        try:
            self.raw_requestline = self.rfile.readline(65537)
            if not self.raw_requestline or not self.parse_request():
                self.close_connection = True
                return
            stated = self.headers.get("Content-Length", "")
            length = int(stated) if stated.isdecimal() else 0
            request = Request(
                self.command,
                self.path,
                {name.lower(): value for name, value in self.headers.items()},
                self.rfile.read(length) if length else b"",
                str(self.client_address[0]),
            )
            simulation = self.server.simulation
            if request.path.startswith(PREFIX):
                answer = control(simulation, request)
            else:
                answer = simulation.answer(request)
            self.write(answer, simulation.clock())
        except (ConnectionError, TimeoutError, ssl.SSLError):
            self.close_connection = True

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002
        """Write nothing: the journal is the log."""

    def write(self, answer: Answer, now: float) -> None:
        if answer.dropped:
            self.close_connection = True
            return
        reason = HTTPStatus(answer.status).phrase
        lines = [f"HTTP/1.1 {answer.status} {reason}"]
        lines += [f"Date: {formatdate(now, usegmt=True)}", f"Server: {answer.server}"]
        if answer.body:
            lines.append(f"Content-Type: {answer.content_type}")
        lines += [f"{name}: {value}" for name, value in answer.headers]
        lines.append(f"Content-Length: {len(answer.body)}")
        if answer.cut is not None or self.close_connection:
            lines.append("Connection: close")
            self.close_connection = True
        head = ("\r\n".join(lines) + "\r\n\r\n").encode("latin-1")
        self.request.sendall(head + answer.body[: answer.cut])


class Server(ThreadingHTTPServer):
    """Knows its open connections, so that it can end them."""

    daemon_threads = True
    block_on_close = True
    request_queue_size = 128

    def __init__(
        self,
        simulation: Simulation,
        address: tuple[str, int],
        tls: ssl.SSLContext | None = None,
    ) -> None:
        self.simulation = simulation
        self._open: set[socket.socket] = set()
        self._lock = threading.Lock()
        super().__init__(address, Handler)
        if tls:
            self.socket = tls.wrap_socket(self.socket, server_side=True)
        host = f"[{address[0]}]" if ":" in address[0] else address[0]
        scheme = "https" if tls else "http"
        simulation.set_origin(f"{scheme}://{host}:{self.server_address[1]}")

    def process_request(self, request: Any, client_address: Any) -> None:
        with self._lock:
            self._open.add(request)
        super().process_request(request, client_address)

    def shutdown_request(self, request: Any) -> None:
        with self._lock:
            self._open.discard(request)
        super().shutdown_request(request)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing where a client went away; show every other failure."""
        if not isinstance(sys.exc_info()[1], ConnectionError | ssl.SSLError):
            super().handle_error(request, client_address)

    def stop(self) -> None:
        """Stop to listen and end every open connection."""
        self.shutdown()
        with self._lock:
            connections = list(self._open)
        for connection in connections:
            try:
                connection.shutdown(socket.SHUT_RDWR)
            except OSError:
                continue
        self.server_close()


class Running:
    """A simulation that is being served, for tests and demos in the same process."""

    def __init__(self, simulation: Simulation, server: Server) -> None:
        self.simulation = simulation
        self._server = server
        self._thread = threading.Thread(
            target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True
        )
        self._thread.start()

    @property
    def origin(self) -> str:
        return self.simulation.origin

    @property
    def token(self) -> str:
        return self.simulation.token

    @property
    def world(self) -> World:
        return self.simulation.world

    @property
    def faults(self) -> Faults:
        return self.simulation.faults

    @property
    def log(self) -> Journal:
        return self.simulation.log

    def stop(self) -> None:
        self._server.stop()
        self._thread.join()


def start(
    simulation: Simulation,
    port: int = 0,
    host: str = "127.0.0.1",
    tls: ssl.SSLContext | None = None,
) -> Running:
    """Serve an org in threads of this process; port 0 takes a free one."""
    return Running(simulation, Server(simulation, (host, port), tls))


@contextmanager
def running(
    simulation: Simulation | World | None = None,
    port: int = 0,
    host: str = "127.0.0.1",
    tls: ssl.SSLContext | None = None,
) -> Iterator[Running]:
    """Serve an org while a block runs; a world is served with default limits."""
    if not isinstance(simulation, Simulation):
        simulation = Simulation(simulation)
    served = start(simulation, port, host, tls)
    try:
        yield served
    finally:
        served.stop()
