"""`sync_org NAME [--json]`: one sync in the foreground; the worker need not run."""

import json
import time
from argparse import ArgumentParser
from datetime import datetime
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from apps.core.commands import WRONG_USE, ready_database
from apps.orgs.queries import org_named
from apps.snapshots import services as snapshots
from apps.snapshots.errors import AlreadyRunningError, LeaseLostError
from apps.snapshots.models import Snapshot
from apps.snapshots.queries import coverage
from apps.syncs import services
from apps.syncs.queries import Progress, progress

SCHEMA = "upgradeplanner.sync/1"
ASKED_BY = "command line"
STATUS = {Snapshot.State.COMPLETE: 0, Snapshot.State.PARTIAL: 1}
EVERY_SECONDS = 1.0


class Command(BaseCommand):
    help = (
        "Read an org now and judge it. Exit status: 0 everything was seen, 1 parts of "
        "it were not, 2 the sync failed."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("name", help="the org's name")
        parser.add_argument("--json", action="store_true", help="print one document")

    def handle(self, *_: Any, **options: Any) -> None:
        ready_database()
        snapshot = self._open(options["name"])
        snapshot = self._run(snapshot)
        if options["json"]:
            self.stdout.write(json.dumps(document(snapshot), indent=2))
        elif snapshot.is_judged:
            self._print(snapshot)
        status = STATUS.get(Snapshot.State(snapshot.state), WRONG_USE)
        if status == WRONG_USE:
            said = snapshot.reason or "It was cancelled."
            raise CommandError(f"The sync {snapshot.state}. {said}", returncode=status)
        if status:
            raise SystemExit(status)

    def _open(self, name: str) -> Snapshot:
        org = org_named(name)
        if org is None:
            raise CommandError(f"There is no org named {name}.", returncode=WRONG_USE)
        try:
            return snapshots.open_snapshot(org, ASKED_BY)
        except AlreadyRunningError as error:
            raise CommandError(str(error), returncode=WRONG_USE) from error

    def _run(self, snapshot: Snapshot) -> Snapshot:
        """Run the sync to its end; Ctrl-C cancels it."""
        token = snapshots.claim(snapshot.pk)
        if token is None:
            raise CommandError("A worker took this sync.", returncode=WRONG_USE)
        shown = 0.0

        def show_progress() -> bool:
            nonlocal shown
            if time.monotonic() - shown >= EVERY_SECONDS:
                shown = time.monotonic()
                self.stderr.write(line_of(progress(_fresh(snapshot))))
            return False

        try:
            services.run_claimed(snapshot.pk, token, stopping=show_progress)
        except KeyboardInterrupt:
            self._cancel(snapshot, token)
        return _fresh(snapshot)

    def _cancel(self, snapshot: Snapshot, token: Any) -> None:
        try:
            services.abandon(snapshot, token, Snapshot.State.CANCELLED, "")
        except LeaseLostError:
            self.stderr.write("The sync goes on in a worker.")

    def _print(self, snapshot: Snapshot) -> None:
        entries = coverage(snapshot)
        width = max((len(entry.part) for entry in entries), default=0)
        for entry in entries:
            word = "seen" if entry.seen else "unseen"
            line = f"{entry.part:<{width}}  {word:<6}  {entry.reason}"
            self.stdout.write(line.rstrip())
        self.stdout.write(
            f"{snapshot.org.name}: {snapshot.state}, {snapshot.objects_seen} objects "
            f"in {snapshot.calls} calls. {snapshot.reason}".rstrip()
        )


def _fresh(snapshot: Snapshot) -> Snapshot:
    return Snapshot.objects.select_related("org").get(pk=snapshot.pk)


def line_of(state: Progress) -> str:
    """Return one line about a running sync."""
    left = f", about {state.ends_in} left" if state.ends_in else ""
    waits = (
        f", waits until {state.waits_until:%H:%M:%S} UTC" if state.waits_until else ""
    )
    return (
        f"{state.snapshot.state}: {state.units_done} of {state.units} readings, "
        f"{state.snapshot.objects_seen} objects, {state.snapshot.calls} calls"
        f"{left}{waits}"
    )


def document(snapshot: Snapshot) -> dict[str, Any]:
    """Return the JSON document of a finished sync, its schema first."""
    org = snapshot.org
    org.refresh_from_db()
    return {
        "schema": SCHEMA,
        "org": {
            "name": org.name,
            "okta_id": org.okta_id,
            "url": org.url,
            "environment": org.environment,
            "engine": org.engine or None,
        },
        "snapshot": {
            "id": snapshot.pk,
            "state": snapshot.state,
            "complete": snapshot.state == Snapshot.State.COMPLETE,
            "reason": snapshot.reason or None,
            "started_at": _moment(snapshot.started_at),
            "taken_at": _moment(snapshot.seen_at),
            "finished_at": _moment(snapshot.finished_at),
            "calls": snapshot.calls,
            "objects": snapshot.objects_seen,
        },
        "coverage": [
            {"part": entry.part, "seen": entry.seen, "reason": entry.reason or None}
            for entry in coverage(snapshot)
        ],
    }


def _moment(value: datetime | None) -> str | None:
    """Return a time as RFC 3339 in UTC."""
    return None if value is None else value.strftime("%Y-%m-%dT%H:%M:%SZ")
