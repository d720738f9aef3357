"""Every benchmark runs at a tiny size and yields figures; nothing is timed here."""

import math
from collections.abc import Callable, Iterator

import pytest

from tests.benchmarks import pages, reading, storing, syncing
from tests.benchmarks.figures import Figure, table
from tests.benchmarks.options import Options
from tests.benchmarks.places import FOLDER

TINY = Options(
    applications=30, fewer_applications=12, times=1, requests=1, latency_seconds=0.001
)
BENCHMARKS = [reading.run, storing.run, syncing.run, pages.run]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Let the benchmarks share what they make, away from what was measured before."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(FOLDER, str(tmp_path_factory.mktemp("benchmarks")))
        yield


@pytest.mark.slow
@pytest.mark.parametrize("run", BENCHMARKS, ids=lambda run: run.__module__[17:])
def test_a_benchmark_yields_figures(
    run: Callable[[Options], Iterator[Figure]], folder: None
) -> None:
    figures = list(run(TINY))
    assert figures
    assert all(math.isfinite(figure.ratio) for figure in figures)
    assert len(table(figures).splitlines()) == len(figures) + 2


def test_a_figure_above_its_limit_does_not_hold() -> None:
    figure = Figure(area="area", name="name", ratio=2.1, limit=2.0)
    assert not figure.holds
    assert "MISSED" in table([figure])


def test_a_figure_without_a_limit_binds_nobody() -> None:
    assert Figure(area="area", name="name", ratio=2.1).holds
