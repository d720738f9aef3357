"""Rows by the thousand without an object each; knows no domain word.

COPY on PostgreSQL, executemany on SQLite. No signals, no `save()`, no defaults: every
column that has none in the database is named by the caller.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import connections, models, router
from django.db.backends.base.base import BaseDatabaseWrapper

FEW = 20  # rows: below it, COPY takes more turns with the server than it saves
# Values of these fields go to the database as they are.
PLAIN = (models.CharField, models.TextField, models.IntegerField, models.ForeignKey)


def insert_rows(
    model: type[models.Model], columns: Sequence[str], rows: Iterable[Sequence[Any]]
) -> None:
    """Insert `rows`, whose values stand in the order of the field names `columns`.

    Streams: `rows` may be a generator. Raises IntegrityError as a save would. The
    caller brings the transaction.
    """
    connection = connections[router.db_for_write(model)]
    fields = [_column(model, name) for name in columns]
    prepared = _prepared(fields, rows, connection)
    quote = connection.ops.quote_name
    table = quote(model._meta.db_table)  # noqa: SLF001
    names = ", ".join(quote(field.column or "") for field in fields)
    few = isinstance(rows, Sequence) and len(rows) <= FEW
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql" and not few:
            statement = f"COPY {table} ({names}) FROM STDIN"
            # What fails while rows are sent shows as Django's error, as elsewhere.
            with connection.wrap_database_errors, cursor.copy(statement) as copy:
                for row in prepared:
                    copy.write_row(row)
            return
        marks = ", ".join(["%s"] * len(fields))
        statement = f"INSERT INTO {table} ({names}) VALUES ({marks})"  # noqa: S608
        cursor.executemany(statement, prepared)  # type: ignore[arg-type]  # any iterable


def insert_objects(model: type[models.Model], objects: Sequence[models.Model]) -> None:
    """Insert new objects as they are; unlike Django's bulk create, they get no key.

    Several times faster, and what takes long happens before the database is asked.
    """
    if not objects:
        return
    fields = [each for each in model._meta.concrete_fields if not each.primary_key]  # noqa: SLF001
    rows = [[getattr(each, field.attname) for field in fields] for each in objects]
    insert_rows(model, [field.name for field in fields], rows)


def _column(model: type[models.Model], name: str) -> "models.Field[Any, Any]":
    field = model._meta.get_field(name)  # noqa: SLF001
    if not isinstance(field, models.Field):
        raise TypeError(f"{name} is no column of {model.__name__}.")
    return field


def _prepared(
    fields: "Sequence[models.Field[Any, Any]]",
    rows: Iterable[Sequence[Any]],
    connection: BaseDatabaseWrapper,
) -> Iterable[Sequence[Any]]:
    """Return the rows as the database takes them; the same where nothing changes."""
    odd = {
        place: field
        for place, field in enumerate(fields)
        if not isinstance(field, PLAIN)
    }
    if not odd:
        return rows
    return (
        [
            odd[place].get_db_prep_save(value, connection) if place in odd else value
            for place, value in enumerate(row)
        ]
        for row in rows
    )
