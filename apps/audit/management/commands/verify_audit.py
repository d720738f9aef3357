"""Check the chain of the audit trail; exit status 0 whole, 1 broken, 2 wrong use."""

import json
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from apps.audit import services
from apps.audit.rules import Head

HASH_LENGTH = 64
SCHEMA = "audit_verification/1"


class Command(BaseCommand):
    """`verify_audit [--head FILE] [--json]`."""

    help = "Checks that no line of the audit trail was changed, removed or reordered."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--head",
            metavar="FILE",
            help="what export_audit_head printed earlier; shows a shortened trail",
        )
        parser.add_argument("--json", action="store_true", help="print one document")

    def handle(self, *_args: Any, **options: Any) -> None:
        head = _head_from(Path(options["head"])) if options["head"] else None
        found = services.verify(head)
        if options["json"]:
            self.stdout.write(json.dumps(_document(found)))
        elif found.is_whole:
            self.stdout.write(f"The audit trail is whole: {found.head.count} lines.")
        else:
            self.stderr.write(found.problem)
        if not found.is_whole:
            sys.exit(1)


def _document(found: services.Verification) -> dict[str, Any]:
    return {
        "schema": SCHEMA,
        "whole": found.is_whole,
        "lines": found.head.count,
        "broken_line": found.broken_seq,
        "problem": found.problem or None,
    }


def _head_from(path: Path) -> Head:
    try:
        document = json.loads(path.read_text(encoding="utf-8"))
        count, text = document["count"], document["hash"]
    except OSError as error:
        raise CommandError(
            f"{path} cannot be read: {error.strerror}.", returncode=2
        ) from error
    except (ValueError, KeyError, TypeError) as error:
        raise _not_a_head(path) from error
    if not isinstance(count, int) or not isinstance(text, str):
        raise _not_a_head(path)
    if count < 0 or len(text) != HASH_LENGTH:
        raise _not_a_head(path)
    return Head(count, text)


def _not_a_head(path: Path) -> CommandError:
    return CommandError(
        f"{path} is not what export_audit_head prints: JSON with count and hash.",
        returncode=2,
    )
