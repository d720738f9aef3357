"""`facts [--json | --markdown]`: every documented fact and how it is answered."""

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from apps.probes.fact_table import FactRow, as_json, counts, fact_rows
from apps.probes.markdown import probes_page


class Command(BaseCommand):
    help = (
        "List every limitation, Hub item, page pattern and stage with its probes, or "
        "that it needs traffic, needs a scan, or is manual. Needs no org."
    )
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        form = parser.add_mutually_exclusive_group()
        form.add_argument("--json", action="store_true", help="print one document")
        form.add_argument(
            "--markdown", action="store_true", help="print docs/probes.md"
        )

    def handle(self, *_: Any, **options: Any) -> None:
        if options["markdown"]:
            self.stdout.write(probes_page(), ending="")
            return
        rows = fact_rows()
        if options["json"]:
            self.stdout.write(json.dumps(as_json(rows), indent=2))
            return
        for row in rows:
            self.stdout.write(line_of(row))
        totals = ", ".join(f"{name} {count}" for name, count in counts(rows))
        self.stdout.write(f"\n{len(rows)} facts: {totals}")


def line_of(row: FactRow) -> str:
    answer = ", ".join(row.probes) or row.look_at or row.reason
    return f"{row.id:<60} {row.detection.replace('_', ' '):<14} {answer}"
