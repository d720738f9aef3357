"""`rotate_encryption_keys`: puts every stored credential under the newest key."""

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from apps.core.commands import WRONG_USE, ready_database
from apps.core.crypto import CryptoError
from apps.orgs import services


class Command(BaseCommand):
    help = (
        "Encrypt every stored credential with the newest key of "
        "UPGRADEPLANNER_ENCRYPTION_KEYS. May be stopped and run again."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--json", action="store_true", help="one JSON document")

    def handle(self, *_: Any, **options: Any) -> None:
        ready_database()
        try:
            done = services.rotate_credentials("command line")
        except CryptoError as error:
            raise CommandError(str(error), returncode=WRONG_USE) from error
        if options["json"]:
            self.stdout.write(json.dumps(as_document(done)))
        else:
            self.stdout.write(
                f"{done.total} credentials: {done.moved} put under the newest key, "
                f"{done.current} were under it, {len(done.unreadable)} unreadable."
            )
        if done.unreadable:
            raise CommandError(
                f"No key opens the credential of {', '.join(done.unreadable)}. Put its "
                "old key back behind the newest one, or enter the credential again.",
                returncode=WRONG_USE,
            )


def as_document(done: services.Rotation) -> dict[str, Any]:
    return {
        "schema": "upgradeplanner.rotation/1",
        "total": done.total,
        "moved": done.moved,
        "current": done.current,
        "unreadable": list(done.unreadable),
    }
