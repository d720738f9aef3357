"""Reading without the database write, against orjson, Okta's SDK and the latency."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from typing import Any

from tests.benchmarks import corpus
from tests.benchmarks.figures import Figure, milliseconds
from tests.benchmarks.options import Options
from tests.benchmarks.pairs import in_turn
from tests.benchmarks.places import ask, bench, command, free_port, started

AREA = "reading"
IN_FLIGHT = 5
Run = dict[str, Any]


def run(options: Options) -> Iterator[Figure]:
    if options.peers:
        yield from against_peers(options, options.peers)
    yield from against_latency(options)


def against_peers(options: Options, peers: Path) -> Iterator[Figure]:
    """Compare with the parser on all shapes, with the SDK on those it takes."""
    taken = bench() / "taken.json"
    words = ask("tests.benchmarks.clients.sdk", "takes", taken, python=peers)
    with stand_in(options.applications) as origin:
        pairs = in_turn(
            lambda: ours(origin, "applications"),
            lambda: ask(
                "tests.benchmarks.clients.parser", options.applications, python=peers
            ),
            options.times,
        )
    yield Figure(
        area=AREA,
        name=f"{options.applications} applications, work against orjson's parse",
        ratio=pairs.ratio(_work),
        limit=3.0,
        ours=_median(pairs.ours, _work),
        against=_median(pairs.theirs, _work),
    )
    with stand_in(options.applications, "--joined-links", "--shapes", taken) as origin:
        pairs = in_turn(
            lambda: ours(origin, "applications"),
            lambda: ask("tests.benchmarks.clients.sdk", "read", origin, python=peers),
            options.times,
        )
    refused = words["recorded"] - words["taken"]
    yield Figure(
        area=AREA,
        name=f"the same against Okta's SDK ({refused} shapes that it refuses left out)",
        ratio=pairs.ratio(_work),
        limit=0.15,
        ours=_median(pairs.ours, _work),
        against=_median(pairs.theirs, _work),
    )
    yield Figure(
        area=AREA,
        name="the same by the clock",
        ratio=pairs.ratio(_seconds),
        ours=_median(pairs.ours, _seconds),
        against=_median(pairs.theirs, _seconds),
    )


def against_latency(options: Options) -> Iterator[Figure]:
    wait = options.latency_seconds
    pages = -(-options.applications // corpus.PAGE)
    policies = corpus.SERVERS * corpus.POLICIES
    rounds = 1 + -(-corpus.SERVERS // IN_FLIGHT) + -(-policies // IN_FLIGHT)
    with stand_in(options.applications, "--latency", wait) as origin:
        for name, part, floor in (
            (f"{pages} pages", "applications", pages * wait),
            (f"{corpus.SERVERS} servers", "authorization_servers", rounds * wait),
        ):
            runs = [ours(origin, part) for _ in range(options.times)]
            yield Figure(
                area=AREA,
                name=f"{name} with {milliseconds(wait)} latency, {runs[0]['calls']} "
                "calls",
                ratio=median(map(_seconds, runs)) / floor,
                limit=1.25,
                ours=_median(runs, _seconds),
                against=milliseconds(floor),
            )


@contextmanager
def stand_in(applications: int, *arguments: object) -> Iterator[str]:
    """Serve the stand-in in a process of its own; yields its origin."""
    port = free_port()
    words = command(
        "tests.benchmarks.stand_in", port, "--applications", applications, *arguments
    )
    with started(words, port):
        yield f"http://127.0.0.1:{port}"


def ours(origin: str, part: str) -> Run:
    return ask("tests.benchmarks.clients.ours", origin, part)


def _seconds(run: Run) -> float:
    return float(run["seconds"])


def _work(run: Run) -> float:
    """Return the processor time of the client, which no neighbour can lengthen much."""
    return float(run["work"])


def _median(runs: list[Run], of_run: Callable[[Run], float]) -> str:
    return milliseconds(median(map(of_run, runs)))
