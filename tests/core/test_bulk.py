"""Rows in bulk: the same rows that saving would make."""

from datetime import UTC, datetime

import pytest
from django.db import IntegrityError, transaction

from apps.core.bulk import insert_rows
from apps.orgs.models import Org
from apps.snapshots.models import ObjectVersion, PartState
from tests.factories import make_snapshot

COLUMNS = ("org", "part", "parent", "okta_id", "digest", "since", "body")


@pytest.mark.django_db
def test_rows_come_back_as_they_went_in(org: Org) -> None:
    snapshot = make_snapshot(org)
    body = '{"label": "tab\\tand \\\\ and “quotes”", "null": null}'
    rows = (
        (org.pk, "zones", "", f"zone{number}", "d" * 32, snapshot.pk, body)
        for number in range(1200)
    )
    insert_rows(ObjectVersion, COLUMNS, rows)
    assert ObjectVersion.objects.count() == 1200
    one = ObjectVersion.objects.get(okta_id="zone7")
    assert (one.body, one.org, one.since, one.until) == (body, org, snapshot, None)


@pytest.mark.django_db
def test_times_are_stored_as_saving_stores_them(org: Org) -> None:
    moment = datetime(2026, 11, 2, 9, 30, 1, 5000, tzinfo=UTC)
    columns = ("org", "part", "last_complete_at")
    insert_rows(PartState, columns, [(org.pk, "zones", moment)])
    PartState.objects.create(org=org, part="brands", last_complete_at=moment)
    assert PartState.objects.filter(last_complete_at=moment).count() == 2


@pytest.mark.django_db
def test_no_rows_are_no_fault() -> None:
    insert_rows(PartState, ("org", "part", "last_complete_at"), [])
    assert not PartState.objects.exists()


@pytest.mark.django_db
def test_a_double_row_is_refused_as_a_save_would_be(org: Org) -> None:
    snapshot = make_snapshot(org)
    row = (org.pk, "zones", "", "zone1", "d" * 32, snapshot.pk, "{}")
    with pytest.raises(IntegrityError), transaction.atomic():
        insert_rows(ObjectVersion, COLUMNS, [row, row])


@pytest.mark.django_db
def test_a_name_that_is_no_column_is_refused() -> None:
    with pytest.raises(TypeError, match="no column"):
        insert_rows(Org, ("snapshots",), [("x",)])
