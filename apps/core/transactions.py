"""Transactions that cost less where losing one costs nothing; knows no domain word."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction


@contextmanager
def repeatable() -> Iterator[None]:
    """Run a block in a transaction whose work would simply be done again.

    Its commit does not wait for the disk. Should the database server itself crash, the
    last ones are missing as a whole, in order: nothing is ever half there. SQLite
    commits like this anyway (synchronous=NORMAL).
    """
    with transaction.atomic():
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SET LOCAL synchronous_commit TO off")
        yield
