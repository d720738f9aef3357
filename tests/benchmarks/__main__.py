"""`python3 -m tests.benchmarks [NAME ...] [--quick]`: measures, prints the table."""

import argparse
import json
import os
import platform
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

from tests.benchmarks import pages, reading, storing, syncing
from tests.benchmarks.figures import Figure, table
from tests.benchmarks.options import Options, quick
from tests.benchmarks.places import (
    BenchmarkError,
    bench,
    compile_ours,
    peers_python,
)
from tests.benchmarks.sites import reachable

BENCHMARKS: dict[str, Callable[[Options], Iterator[Figure]]] = {
    "reading": reading.run,
    "storing": storing.run,
    "syncing": syncing.run,
    "pages": pages.run,
}
DATABASE = "postgresql://127.0.0.1:5432/postgres"


def main() -> int:
    asked = arguments()
    bench().mkdir(exist_ok=True)
    compile_ours()
    options = Options(
        peers=peers_python(),
        postgresql=asked.postgresql if reachable(asked.postgresql) else "",
    )
    if asked.quick:
        options = quick(options)
    say(f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC, {machine()}")
    if not options.postgresql:
        say("PostgreSQL is left out: no server answers.")
    figures: list[Figure] = []
    for name in asked.names or BENCHMARKS:
        for figure in BENCHMARKS[name](options):
            say(f"  {figure.area}: {figure.name}: {figure.ratio:.2f} {figure.verdict}")
            figures.append(figure)
    say("\n" + table(figures))
    if asked.json:
        asked.json.write_text(json.dumps([one.as_json() for one in figures], indent=1))
    return 0 if all(one.holds for one in figures) else 1


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="tests.benchmarks")
    parser.add_argument("names", nargs="*", metavar="NAME", help=", ".join(BENCHMARKS))
    parser.add_argument("--quick", action="store_true", help="smaller and fewer runs")
    parser.add_argument("--json", type=Path, help="write the figures to this file too")
    parser.add_argument(
        "--postgresql",
        default=os.environ.get("UPGRADEPLANNER_BENCHMARK_DATABASE", DATABASE),
        help="a server where databases may be made",
    )
    asked = parser.parse_args()
    if unknown := set(asked.names) - set(BENCHMARKS):
        parser.error(f"there is no benchmark named {', '.join(sorted(unknown))}")
    return asked


def machine() -> str:
    return f"{os.cpu_count()} cores, Python {platform.python_version()}"


def say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    try:
        sys.exit(main())
    except BenchmarkError as error:
        sys.exit(str(error))
