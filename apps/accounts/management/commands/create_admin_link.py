"""Print a one-time link that creates an administrator; makes no account itself."""

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from apps.accounts import services
from apps.accounts.errors import AdministratorExistsError

SCHEMA = "admin_link/1"


class Command(BaseCommand):
    """`create_admin_link [--again] [--base-url URL] [--json]`."""

    help = (
        "Prints a link, good once and for 24 hours, with which whoever opens it "
        "becomes administrator. Earlier links of this kind stop working."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--again",
            action="store_true",
            help="make a link although there is an administrator",
        )
        parser.add_argument(
            "--base-url",
            default="",
            help="origin that stands in the link (UPGRADEPLANNER_BASE_URL)",
        )
        parser.add_argument("--json", action="store_true", help="print one document")

    def handle(self, *_args: Any, **options: Any) -> None:
        try:
            url = services.admin_link(options["base_url"], again=options["again"])
        except AdministratorExistsError as error:
            raise CommandError(str(error), returncode=2) from error
        if options["json"]:
            document = {"schema": SCHEMA, "url": url, "valid_hours": 24}
            self.stdout.write(json.dumps(document))
        else:
            self.stdout.write(
                "Open this link to become administrator (once, 24 hours):"
            )
            self.stdout.write(url)
