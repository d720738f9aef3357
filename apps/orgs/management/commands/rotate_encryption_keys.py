"""`rotate_encryption_keys`: puts every stored secret under the newest key."""

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from apps.accounts.services import COMMAND_LINE, FactorRotation, rotate_second_factors
from apps.core.commands import WRONG_USE, ready_database
from apps.core.crypto import CryptoError
from apps.orgs import services


class Command(BaseCommand):
    help = (
        "Encrypt every stored credential and second factor with the newest key of "
        "UPGRADEPLANNER_ENCRYPTION_KEYS. May be stopped and run again."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--json", action="store_true", help="one JSON document")

    def handle(self, *_: Any, **options: Any) -> None:
        ready_database()
        try:
            done = services.rotate_credentials(COMMAND_LINE)
            factors = rotate_second_factors(COMMAND_LINE)
        except CryptoError as error:
            raise CommandError(str(error), returncode=WRONG_USE) from error
        document = as_document(done, factors)
        if options["json"]:
            self.stdout.write(json.dumps(document))
        else:
            self.stdout.write(
                f"{document['total']} credentials and second factors: "
                f"{document['moved']} put under the newest key, "
                f"{document['current']} were under it, "
                f"{len(document['unreadable'])} unreadable."
            )
        if document["unreadable"]:
            raise CommandError(
                f"No key opens what is stored for {', '.join(document['unreadable'])}. "
                "Put its old key back behind the newest one, or enter the credential "
                "or enrol the second factor again.",
                returncode=WRONG_USE,
            )


def as_document(done: services.Rotation, factors: FactorRotation) -> dict[str, Any]:
    unreadable = [*done.unreadable, *factors.unreadable]
    total, moved = done.total + factors.total, done.moved + factors.moved
    return {
        "schema": "upgradeplanner.rotation/1",
        "total": total,
        "moved": moved,
        "current": total - moved - len(unreadable),
        "unreadable": unreadable,
    }
