"""Storing what was read: a first sync, and one where one percent changed."""

from collections.abc import Iterator
from statistics import median
from typing import Any

from tests.benchmarks.figures import Figure, milliseconds
from tests.benchmarks.options import Options
from tests.benchmarks.pairs import in_turn
from tests.benchmarks.places import ask
from tests.benchmarks.sites import Site, copied, kept

Run = dict[str, Any]


def run(options: Options) -> Iterator[Figure]:
    for kind in options.databases:
        empty = kept(kind, options.postgresql, 0, 0)
        with copied(empty, "storing") as site:
            yield from of_one(site, options)


def of_one(site: Site, options: Options) -> Iterator[Figure]:
    count = options.applications
    address = site.url or str(site.folder / "floor.sqlite3")
    pairs = in_turn(
        lambda: ask("tests.benchmarks.children.store", count, extra=site.environment),
        lambda: ask("tests.benchmarks.clients.floor", address, count),
        options.times,
    )
    area = f"storing, {site.kind}"
    way = "executemany" if site.kind == "sqlite" else "COPY and merge"
    floor = of_runs(pairs.theirs, "first")
    yield Figure(
        area=area,
        name=f"first sync of {count} applications against {way}",
        ratio=pairs.ratio(first),
        limit=2.0,
        ours=of_runs(pairs.ours, "first"),
        against=floor,
    )
    yield Figure(
        area=area,
        name="re-sync with 1 % changed against the first sync",
        ratio=median(again(run) / first(run) for run in pairs.ours),
        limit=0.25,
        ours=of_runs(pairs.ours, "again"),
        against=of_runs(pairs.ours, "first"),
    )
    yield Figure(
        area=area,
        name=f"re-sync with 1 % changed against {way} of everything",
        ratio=pairs.ratio(again, first),
        limit=0.25 if site.kind == "postgresql" else None,
        ours=of_runs(pairs.ours, "again"),
        against=floor,
    )


def first(run: Run) -> float:
    return float(run["first"])


def again(run: Run) -> float:
    return float(run["again"])


def of_runs(runs: list[Run], which: str) -> str:
    return milliseconds(median(float(run[which]) for run in runs))
