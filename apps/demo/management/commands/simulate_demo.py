"""`simulate_demo`: serves the three orgs of the demo company until it is stopped."""

import signal
from argparse import ArgumentParser
from threading import Event
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from apps.core.commands import WRONG_USE, ready_database
from apps.demo import queries
from apps.demo.attending import Attendant
from apps.demo.errors import DemoError
from apps.demo.serving import LOOPBACK, ServedCompany, serve
from apps.okta.hosts import origin_of


class Command(BaseCommand):
    help = "Simulate the three orgs of the demo company, and play their history."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--host", default=LOOPBACK, help="address to listen on")
        parser.add_argument(
            "--port", type=int, default=0, help="the first of three; 0: any free ones"
        )

    def handle(self, *_: Any, host: str, port: int, **__: Any) -> None:
        ready_database()
        ended = Event()
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, lambda *_: ended.set())
        kept = queries.kept_ports(queries.company())
        if port and kept and port != kept[0]:
            raise CommandError(
                f"The demo's orgs are connected on port {kept[0]} and the next two. "
                "Leave --port out, or remove the demo first.",
                returncode=WRONG_USE,
            )
        try:
            served = serve(host, port, kept)
        except (OSError, OverflowError) as error:
            raise CommandError(str(error), returncode=WRONG_USE) from error
        with served:
            self._introduce(served)
            self._attend(Attendant(served), ended)

    def _introduce(self, served: ServedCompany) -> None:
        for name, origin in served.origins.items():
            self.stdout.write(f"The demo's {name} org: {origin}")
        origins = served.origins.values()
        if not all(origin_of(origin).is_loopback for origin in origins):
            self.stdout.write(
                "Web and workers call them only where this is set:\n"
                f"UPGRADEPLANNER_TRUSTED_ORG_ORIGINS={','.join(origins)}"
            )
        self.stdout.flush()

    def _attend(self, attendant: Attendant, ended: Event) -> None:
        try:
            attendant.begin()
            while not ended.wait(attendant.look()):
                connection.close()
        except DemoError as error:
            raise CommandError(str(error), returncode=WRONG_USE) from error
