"""`applications NAME [--json]`: the applications of an org with their steps."""

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from apps.checklists.report import document, rows_of
from apps.checklists.rules import SETTLED, State
from apps.core.commands import WRONG_USE, ready_database
from apps.orgs.queries import org_named


class Command(BaseCommand):
    help = (
        "List an org's applications with model, confidence, grade and steps. Exit "
        "status: 0 listed, 2 wrong use or never read."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("name", help="the org's name")
        parser.add_argument("--json", action="store_true", help="print one document")

    def handle(self, *_: Any, **options: Any) -> None:
        ready_database()
        org = org_named(options["name"])
        if org is None:
            name = options["name"]
            raise CommandError(f"There is no org named {name}.", returncode=WRONG_USE)
        if org.latest_snapshot is None:
            raise CommandError(
                f"{org.name} was not read yet. Run `sync_org {org.name}` first.",
                returncode=WRONG_USE,
            )
        if options["json"]:
            whole = document(org, org.latest_snapshot)
            self.stdout.write(json.dumps(whole, indent=2))
            return
        for row in rows_of(org):
            self.stdout.write(line_of(row))


def line_of(row: dict[str, Any]) -> str:
    """Return one application as a line of the table."""
    states = [State(step["state"]) for step in row["steps"]]
    settled = sum(state in SETTLED for state in states)
    steps = f"{settled}/{len(states)}" if states else "-"
    return (
        f"{row['label'][:40]:<40}  {row['model']:<15} {row['confidence']:>3} %  "
        f"{row['grade']:<9} {steps:>6}"
    )
