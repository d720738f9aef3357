"""Pages over three orgs, against Django's admin over the same table."""

import gzip
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from statistics import median
from typing import Any

from tests.benchmarks.browsing import Visit, visit
from tests.benchmarks.figures import Figure, milliseconds
from tests.benchmarks.options import Options
from tests.benchmarks.pairs import Pairs, in_turn
from tests.benchmarks.places import BenchmarkError, ask, command, free_port, started
from tests.benchmarks.sites import Site, kept

ORGS = 3
ADMIN = "/admin/inventory/application/"
ADMIN_SETTINGS = {"DJANGO_SETTINGS_MODULE": "tests.benchmarks.admin.settings"}
AS_UP_STARTS_IT = "-k gthread -w 1 --threads 8 --log-level error --no-control-socket"
FRAGMENT = {"HX-Request": "true", "HX-Target": "rows"}
LARGEST_PAGE_BYTES = 15_000
Fetch = Callable[[], Visit]


def run(options: Options) -> Iterator[Figure]:
    for kind in options.databases:
        site = kept(kind, options.postgresql, ORGS, options.applications)
        small = kept(kind, options.postgresql, ORGS, options.fewer_applications)
        yield from of_one(kind, site, small, options)


def of_one(kind: str, site: Site, small: Site, options: Options) -> Iterator[Figure]:
    facts = page_facts(site)
    area, times = f"pages, {kind}", options.requests
    with served(site) as port, served(site, ADMIN_SETTINGS) as admin:
        get = fetcher(port, facts)
        listing = get(facts["pages"]["list"])
        pairs = in_turn(listing, fetcher(admin, facts)(ADMIN), times)
        yield figure(area, "application list against Django's admin", pairs, 0.4)
        yield from weight(area, pairs.ours[-1], facts)
        fragments = in_turn(get(facts["pages"]["list"], FRAGMENT), listing, times)
        yield figure(area, "its rows alone against the page", fragments, None)
        for name, path, limit in (
            ("one filter, one row against the page", facts["filtered"], 0.4),
            ("a search through every label against the page", facts["searched"], None),
        ):
            fragments = in_turn(get(path, FRAGMENT), listing, times)
            yield figure(area, name, fragments, limit)
        for name in ("application", "portfolio"):
            others = in_turn(get(facts["pages"][name]), listing, times)
            yield figure(area, f"{name} against the list", others, 1.5)
        few = page_facts(small)
        with served(small) as small_port:
            fewer = fetcher(small_port, few)(few["pages"]["list"])
            sizes = in_turn(listing, fewer, times)
    name = f"list at {options.applications} an org against {options.fewer_applications}"
    yield figure(area, name, sizes, 1.3)


def figure(area: str, name: str, pairs: Pairs[Visit], limit: float | None) -> Figure:
    return Figure(
        area=area,
        name=name,
        ratio=pairs.ratio(lambda one: one.seconds),
        limit=limit,
        ours=milliseconds(median(one.seconds for one in pairs.ours)),
        against=milliseconds(median(one.seconds for one in pairs.theirs)),
    )


def weight(area: str, page: Visit, facts: dict[str, Any]) -> Iterator[Figure]:
    size = len(gzip.compress(page.body, 6))
    yield Figure(
        area=area,
        name="application list, compressed bytes of 15,000",
        ratio=size / LARGEST_PAGE_BYTES,
        limit=1.0,
        ours=f"{size} B",
        against=f"{len(page.body)} B plain",
    )
    for name, count in facts["queries"].items():
        yield Figure(
            area=area,
            name=f"queries of {name} beyond session and user",
            ratio=count,
            limit=6 if name == "list" else None,
        )


def page_facts(site: Site, extra: dict[str, str] | None = None) -> dict[str, Any]:
    return ask(
        "tests.benchmarks.children.page_facts",
        extra={**site.environment, **(extra or {})},
    )


@contextmanager
def served(site: Site, extra: dict[str, str] | None = None) -> Iterator[int]:
    """Serve a site as `up` does; yields the port."""
    port = free_port()
    words = f"upgradeplanner.wsgi -b 127.0.0.1:{port} {AS_UP_STARTS_IT}".split()
    with started(
        command("gunicorn", *words), port, {**site.environment, **(extra or {})}
    ):
        yield port


def fetcher(port: int, facts: dict[str, Any]) -> Callable[..., Fetch]:
    """Return what makes a fetch of a path; the first, cold answer is thrown away."""

    def make(path: str, headers: dict[str, str] | None = None) -> Fetch:
        def fetch() -> Visit:
            sent = {"Cookie": facts["cookie"], **(headers or {})}
            answer = visit(port, path, sent)
            if answer.status != 200:
                raise BenchmarkError(f"{path} answered {answer.status}")
            return answer

        for _ in range(8):  # every thread of the server warms up
            fetch()
        return fetch

    return make
