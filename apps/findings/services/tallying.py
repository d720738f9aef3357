"""What each probe said of an org in sum, for the page of all limitations."""

from collections.abc import Mapping

from django.db import transaction

from apps.findings.models import ProbeTally
from apps.orgs.models import Org

Cell = tuple[int | None, str, str]  # team, probe, outcome


def store_tallies(org: Org, tallies: Mapping[Cell, tuple[int, str]]) -> None:
    """Replace what each probe said in sum: {cell: (n, first message)}."""
    with transaction.atomic():
        stored = list(ProbeTally.objects.filter(org=org))
        rows = {(row.team_id, row.probe, row.outcome): row for row in stored}
        kept = {row.pk for key, row in rows.items() if key in tallies}
        gone = [row.pk for row in stored if row.pk not in kept]
        if gone:
            ProbeTally.objects.filter(pk__in=gone).delete()
        fresh, changed = [], []
        for key, (n, message) in tallies.items():
            row = rows.get(key)
            if row is None:
                team_id, probe, outcome = key
                fresh.append(
                    ProbeTally(
                        org=org,
                        team_id=team_id,
                        probe=probe,
                        outcome=outcome,
                        n=n,
                        message=message,
                    )
                )
            elif (row.n, row.message) != (n, message):
                row.n, row.message = n, message
                changed.append(row)
        ProbeTally.objects.bulk_create(fresh)
        ProbeTally.objects.bulk_update(changed, ["n", "message"])
