"""Print the end of the audit trail as JSON, to be kept elsewhere; writes no row."""

import json
from typing import Any

from django.core.management.base import BaseCommand

from apps.audit import services

SCHEMA = "audit_head/1"


class Command(BaseCommand):
    """`export_audit_head > head.json`, then later `verify_audit --head head.json`."""

    help = (
        "Prints how many lines the audit trail has and the hash of the last one. Keep "
        "it where nobody who can write the database can write."
    )

    def handle(self, *_args: Any, **_options: Any) -> None:
        head = services.head()
        document = {"schema": SCHEMA, "count": head.count, "hash": head.hash}
        self.stdout.write(json.dumps(document))
