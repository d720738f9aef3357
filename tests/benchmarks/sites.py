"""Installations for a benchmark: a data folder and a database each, made and kept.

Nothing of the product is imported here: children do the work in their environment.
"""

import hashlib
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg
from psycopg import sql

from tests.benchmarks.places import ROOT, ask, bench

PREFIX = "upgradeplanner_bench_"


@dataclass(frozen=True, kw_only=True)
class Site:
    """One installation; `environment` is what its processes get."""

    name: str
    kind: str  # sqlite or postgresql
    folder: Path
    server: str  # of PostgreSQL

    @property
    def database(self) -> str:
        return PREFIX + self.name.replace("-", "_")

    @property
    def url(self) -> str:
        if self.kind == "sqlite":
            return ""
        return urlunsplit(urlsplit(self.server)._replace(path=f"/{self.database}"))

    @property
    def environment(self) -> dict[str, str]:
        address = {"DATABASE_URL": self.url} if self.url else {}
        return {"UPGRADEPLANNER_DATA_DIR": str(self.folder), **address}

    def drop(self) -> None:
        shutil.rmtree(self.folder, ignore_errors=True)
        if self.url:
            with _server(self.server) as server:
                name = sql.Identifier(self.database)
                server.execute(
                    sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(name)
                )

    def copy_of(self, other: "Site | None") -> None:
        """Begin as another site stands, or empty."""
        self.drop()
        if other is None:
            self.folder.mkdir(parents=True)
        else:
            shutil.copytree(other.folder, self.folder)
        if self.url:
            template = other.database if other else "template0"
            with _server(self.server) as server:
                server.execute(
                    sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(
                        sql.Identifier(self.database), sql.Identifier(template)
                    )
                )


def reachable(server: str) -> bool:
    try:
        _server(server).close()
    except psycopg.Error:
        return False
    return True


def _server(url: str) -> "psycopg.Connection[tuple[object, ...]]":
    return psycopg.connect(url, autocommit=True, connect_timeout=5)


def kept(kind: str, server: str, orgs: int, applications: int) -> Site:
    """Return a site whose orgs were really synced; made once for this code."""
    name = f"{kind}-{orgs}-orgs-of-{applications}"
    site = Site(name=name, kind=kind, folder=bench() / "sites" / name, server=server)
    stamp = site.folder / "made_by"
    if stamp.exists() and stamp.read_text() == _code():
        return site
    site.copy_of(None)
    ask(
        "tests.benchmarks.children.make_site",
        orgs,
        applications,
        extra=site.environment,
    )
    stamp.write_text(_code())
    return site


@contextmanager
def copied(original: Site, name: str) -> Iterator[Site]:
    """Yield a copy of a site, gone afterwards."""
    name = f"{original.kind}-{name}"
    site = Site(
        name=name,
        kind=original.kind,
        folder=bench() / "sites" / name,
        server=original.server,
    )
    site.copy_of(original)
    try:
        yield site
    finally:
        site.drop()


def _code() -> str:
    """Return a digest of what decides how the rows of a site look."""
    found = hashlib.sha256()
    for pattern in ("apps/*/migrations/*.py", "apps/simulator/**/*.py"):
        for path in sorted(ROOT.glob(pattern)):
            found.update(path.read_bytes())
    return found.hexdigest()
