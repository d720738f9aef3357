"""`readiness NAME [--json] [--fail-on SEVERITY]`: how ready an org is; asks nobody."""

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from apps.core.commands import WRONG_USE, ready_database
from apps.findings.models import Finding
from apps.findings.readiness import Readiness, document, readiness_of
from apps.orgs.queries import org_named
from apps.probes.probe import Severity
from apps.snapshots.queries import coverage


class Command(BaseCommand):
    help = (
        "Say how ready an org is by its latest snapshot. Exit status: 0 ready, 1 not "
        "ready or a finding at or above --fail-on, 2 wrong use or never read."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("name", help="the org's name")
        parser.add_argument("--json", action="store_true", help="print one document")
        parser.add_argument(
            "--fail-on",
            choices=[one.value for one in Severity],
            metavar="SEVERITY",
            help="exit with 1 also for open findings at or above this severity",
        )

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
        ready = readiness_of(org, org.latest_snapshot)
        if options["json"]:
            self.stdout.write(json.dumps(document(ready), indent=2))
        else:
            self._print(ready)
        limit = options["fail_on"]
        if not ready.is_ready or (limit and ready.has_at_least(Severity(limit))):
            raise SystemExit(1)

    def _print(self, ready: Readiness) -> None:
        org, snapshot = ready.org, ready.snapshot
        engine = org.get_engine_display() if org.engine else "engine unknown"
        taken = f"{snapshot.seen_at:%d %B %Y %H:%M UTC}" if snapshot.seen_at else "?"
        self.stdout.write(f"{org.name}  {org.environment}  {engine}  read {taken}")
        for one in coverage(snapshot):
            if not one.seen:
                self.stdout.write(f"  not seen  {one.part}: {one.reason}")
        rows = Finding.objects.filter(org=org, state__in=Finding.ACTIVE)
        ranked = sorted(rows, key=lambda row: (Severity(row.severity).rank, row.pk))
        for row in ranked:
            self.stdout.write(f"  {row.severity:<8} {row.subject:<34} {row.message}")
        for unknown in ready.unknown_blockers:
            self.stdout.write(
                f"  unknown  {unknown['subject']:<34} {unknown['message']}"
            )
        counts = ", ".join(f"{n} {name}" for name, n in ready.findings.items() if n)
        self.stdout.write(f"Open findings: {counts or 'none'}")
        self.stdout.write("Ready." if ready.is_ready else "Not ready.")
