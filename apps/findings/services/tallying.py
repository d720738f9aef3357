"""What each probe said of an org in sum, for the page of all limitations."""

from collections.abc import Mapping

from django.db import transaction

from apps.findings.models import ProbeTally
from apps.orgs.models import Org


def store_tallies(org: Org, tallies: Mapping[tuple[str, str], tuple[int, str]]) -> None:
    """Replace what each probe said in sum: {(probe, outcome): (n, first message)}."""
    with transaction.atomic():
        rows = {
            (row.probe, row.outcome): row for row in ProbeTally.objects.filter(org=org)
        }
        gone = [row.pk for key, row in rows.items() if key not in tallies]
        if gone:
            ProbeTally.objects.filter(pk__in=gone).delete()
        fresh, changed = [], []
        for (probe, outcome), (n, message) in tallies.items():
            row = rows.get((probe, outcome))
            if row is None:
                fresh.append(
                    ProbeTally(
                        org=org, probe=probe, outcome=outcome, n=n, message=message
                    )
                )
            elif (row.n, row.message) != (n, message):
                row.n, row.message = n, message
                changed.append(row)
        ProbeTally.objects.bulk_create(fresh)
        ProbeTally.objects.bulk_update(changed, ["n", "message"])
