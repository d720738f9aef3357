"""Runs everything in one process group: web, worker, beat, and the demo if wanted."""

import fcntl
import http.client
import os
import socket
import sys
import time
from argparse import ArgumentParser
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError, connections

from apps.accounts.errors import AdministratorExistsError
from apps.accounts.services import admin_link
from apps.core.commands import WRONG_USE
from apps.demo.queries import is_wanted
from apps.demo.services import ask
from upgradeplanner.supervisor import Supervisor

DEMO_LOOK_SECONDS = 2.0
LOOPBACK = {"localhost", "127.0.0.1", "::1"}
CELERY = [sys.executable, "-m", "celery", "-A", "upgradeplanner.celery", "-q"]
WORKER = "worker -P prefork -c 2 --without-gossip --without-mingle --without-heartbeat"


class Command(BaseCommand):
    help = "Set up the data folder, then run web, worker and beat until Ctrl-C."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--host", default="127.0.0.1", help="address to listen on")
        parser.add_argument("--port", type=int, default=8000, help="0: any free one")
        parser.add_argument(
            "--demo", action="store_true", help="also make the demo company"
        )

    def handle(  # its options
        self, *_: Any, host: str, port: int, demo: bool, **__: Any
    ) -> None:
        _refuse_carelessness(host)
        with _only_one_here():
            port = _free_port(host, port)
            call_command("migrate", verbosity=0, interactive=False)
            call_command("collectstatic", verbosity=0, interactive=False)
            url = os.environ.get("UPGRADEPLANNER_BASE_URL") or _url(host, port)
            environment = {
                **os.environ,
                "UPGRADEPLANNER_NO_BOOTSTRAP": "1",
                "UPGRADEPLANNER_BASE_URL": url,
            }
            greeting = _Greeting(self.say, (_reachable(host), port), url)
            if demo:
                ask()
            connections.close_all()
            table, wanted = _commands(host, port), {"demo": _DemoIsWanted()}
            supervisor = Supervisor(table, environment, self.say, wanted)
            supervisor.run(greeting.once_it_answers)
        self.say("Stopped.")

    def say(self, sentence: str) -> None:
        self.stdout.write(sentence)
        self.stdout.flush()


class _Greeting:
    """Says where the page is, once it answers; and how the first person gets in."""

    def __init__(
        self, say: Callable[[str], None], place: tuple[str, int], url: str
    ) -> None:
        self.say = say
        self.place = place
        self.url = url
        self.is_said = False

    def once_it_answers(self) -> None:
        if self.is_said or not self._answers():
            return
        self.is_said = True
        self.say(f"Ready on {self.url}/   (Ctrl-C stops it)")
        with suppress(AdministratorExistsError):
            link = admin_link(self.url)
            self.say("Open this link to become administrator (once, 24 hours):")
            self.say(link)
        connections.close_all()

    def _answers(self) -> bool:
        link = http.client.HTTPConnection(*self.place, timeout=1)
        try:
            link.request("GET", "/healthz")
            return link.getresponse().status == http.HTTPStatus.OK
        except (OSError, http.client.HTTPException):
            return False
        finally:
            link.close()


class _DemoIsWanted:
    """Asks the database now and then; where it is silent the last answer holds."""

    def __init__(self) -> None:
        self.answer = False
        self.asked_at = -DEMO_LOOK_SECONDS

    def __call__(self) -> bool:
        if time.monotonic() - self.asked_at >= DEMO_LOOK_SECONDS:
            self.asked_at = time.monotonic()
            with suppress(DatabaseError):
                self.answer = is_wanted()
            connections.close_all()
        return self.answer


def _commands(host: str, port: int) -> dict[str, list[str]]:
    """Return what runs: one line a process, in the order in which they start."""
    web = (
        f"upgradeplanner.wsgi -b {_bracketed(host)}:{port} -k gthread -w 1 --threads 8"
    )
    quiet = "--log-level warning --graceful-timeout 5 --no-control-socket"
    return {
        "web": [sys.executable, "-m", "gunicorn", *web.split(), *quiet.split()],
        "worker": [*CELERY, *WORKER.split()],
        "beat": [*CELERY, "beat", "--pidfile="],
        "demo": [sys.executable, str(settings.BASE_DIR / "manage.py"), "simulate_demo"],
    }


def _refuse_carelessness(host: str) -> None:
    if host in LOOPBACK:
        return
    missing = [
        name
        for name, is_there in {
            "UPGRADEPLANNER_ALLOWED_HOSTS": settings.ALLOWED_HOSTS_ARE_SET,
            "UPGRADEPLANNER_SECRET_KEY": settings.SECRET_KEY_IS_SET,
        }.items()
        if not is_there
    ]
    if missing:
        raise CommandError(
            f"Listening on {host} lets others in: set {' and '.join(missing)} first.",
            returncode=WRONG_USE,
        )


@contextmanager
def _only_one_here() -> Iterator[None]:
    with (settings.DATA_DIR / "up.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as problem:
            raise CommandError(
                "Something already runs on this data folder. Stop it, or set "
                "UPGRADEPLANNER_DATA_DIR to another folder.",
                returncode=WRONG_USE,
            ) from problem
        yield


def _free_port(host: str, port: int) -> int:
    """Return `port`, or a free one for 0. Raises CommandError if it is taken."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except (OSError, OverflowError) as problem:
            raise CommandError(
                f"Cannot listen on {host}, port {port}. Choose another with --port.",
                returncode=WRONG_USE,
            ) from problem
        return int(probe.getsockname()[1])


def _reachable(host: str) -> str:
    return {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104


def _bracketed(host: str) -> str:
    return f"[{host}]" if ":" in host else host


def _url(host: str, port: int) -> str:
    return f"http://{_bracketed(_reachable(host))}:{port}"
