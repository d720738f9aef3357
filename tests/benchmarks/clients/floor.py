"""The floor of storing: the same bytes by COPY and merge, or by executemany.

`-m tests.benchmarks.clients.floor ADDRESS COUNT`; ADDRESS is a file or a PostgreSQL
URL. One transaction; an indexed table of nothing but applications. Imports nothing of
the product.
"""

import json
import sqlite3
import sys
import time

import psycopg

from tests.benchmarks import corpus

TABLE = """
CREATE TABLE floor (org integer NOT NULL, okta_id varchar(100) NOT NULL,
  status varchar(20) NOT NULL, body text NOT NULL, UNIQUE (org, okta_id))
"""
INDEX = "CREATE INDEX floor_status ON floor (status)"
MERGE = """
ON CONFLICT (org, okta_id) DO UPDATE SET status = excluded.status, body = excluded.body
"""
PRAGMAS = ("journal_mode=WAL", "synchronous=NORMAL", "cache_size=-16000")
Row = tuple[int, str, str, str]


def rows(count: int) -> list[Row]:
    found = []
    for page in corpus.pages(count):
        for value in json.loads(page):
            body = json.dumps(value, separators=(",", ":"), ensure_ascii=False)
            found.append((1, value["id"], value["status"], body))
    return found


def in_sqlite(file: str, ready: list[Row]) -> float:
    link = sqlite3.connect(file, isolation_level=None)
    for pragma in PRAGMAS:
        link.execute(f"PRAGMA {pragma}")
    link.execute("DROP TABLE IF EXISTS floor")
    link.execute(TABLE)
    link.execute(INDEX)
    started = time.perf_counter()
    link.execute("BEGIN IMMEDIATE")
    link.executemany(f"INSERT INTO floor VALUES (?, ?, ?, ?) {MERGE}", ready)
    link.execute("COMMIT")
    return time.perf_counter() - started


def in_postgresql(url: str, ready: list[Row]) -> float:
    with psycopg.connect(url, autocommit=True) as link:
        link.execute("DROP TABLE IF EXISTS floor")
        link.execute(TABLE)
        link.execute(INDEX)
        started = time.perf_counter()
        with link.transaction():
            link.execute("CREATE TEMPORARY TABLE fresh (LIKE floor) ON COMMIT DROP")
            with link.cursor().copy("COPY fresh FROM STDIN") as copy:
                for row in ready:
                    copy.write_row(row)
            link.execute(f"INSERT INTO floor SELECT * FROM fresh {MERGE}")
        return time.perf_counter() - started


def main(address: str, count: str) -> None:
    ready = rows(int(count))
    store = in_postgresql if address.startswith("postgres") else in_sqlite
    print(json.dumps({"first": store(address, ready)}))  # noqa: T201


if __name__ == "__main__":
    main(*sys.argv[1:])
