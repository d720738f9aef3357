"""`simulate_okta`: serves one simulated Okta org until it is interrupted."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from apps.simulator.command_line import add_arguments, serve


class Command(BaseCommand):
    help = "Serves a simulated Okta org for demonstrations and tests."
    requires_system_checks = ()
    requires_migrations_checks = False

    def add_arguments(self, parser: ArgumentParser) -> None:
        add_arguments(parser)

    def handle(self, *_args: Any, **options: Any) -> None:
        try:
            serve(options, self._say)
        except (OSError, ValueError, LookupError) as error:
            raise CommandError(str(error), returncode=2) from error

    def _say(self, text: str) -> None:
        """Write at once: it serves on, and the reader may be a pipe."""
        self.stdout.write(text)
        self.stdout.flush()
