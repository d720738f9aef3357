"""A whole first sync of a large org: memory, calls, and what others feel meanwhile."""

import json
import re
import subprocess
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from statistics import median
from threading import Event
from typing import Any
from urllib.parse import urlencode

from tests.benchmarks.browsing import visit
from tests.benchmarks.figures import Figure, milliseconds
from tests.benchmarks.options import Options
from tests.benchmarks.pages import ORGS, page_facts, served
from tests.benchmarks.places import (
    ROOT,
    BenchmarkError,
    ask,
    command,
    environment,
    free_port,
    started,
)
from tests.benchmarks.sites import Site, copied, kept

MOST_MEMORY_MB = 90
LONGEST_SECONDS = 0.2
PAUSE_SECONDS = 0.1
LOGIN_EVERY_SECONDS = 2.5  # below the product's own limit on signing in
QUICK_HASH = {"DJANGO_SETTINGS_MODULE": "tests.benchmarks.quick_hash"}
HIDDEN = re.compile(rb'name="csrfmiddlewaretoken" value="([^"]+)"')
LOGIN = "/accounts/login/"


def run(options: Options) -> Iterator[Figure]:
    for kind in options.databases:
        original = kept(kind, options.postgresql, ORGS, options.applications)
        with copied(original, "syncing") as site:
            yield from of_one(site, options)


def of_one(site: Site, options: Options) -> Iterator[Figure]:
    facts = page_facts(site, QUICK_HASH)
    answers, port = site.folder / "org.json", free_port()
    words = command("tests.benchmarks.simulated", port, options.applications, answers)
    over = Event()
    with (
        started(words, port),
        served(site, QUICK_HASH) as web,
        ThreadPoolExecutor(3) as threads,
    ):
        org = json.loads(answers.read_text())
        warm_up(web, facts)
        before = [*round_of_views(web, facts), *round_of_views(web, facts)]
        views = threads.submit(view_pages, web, facts, over)
        logins = threads.submit(sign_in_and_again, web, facts, over)
        renewals = threads.submit(renew_leases, site, over)
        try:
            told = sync(site, org)
        finally:
            over.set()
        area = f"syncing, {site.kind}"
        yield from of_sync(area, options, told, org["plan"])
        yield Figure(
            area=area,
            name="page view before, the median",
            ratio=median(before) / LONGEST_SECONDS,
            ours=milliseconds(median(before)),
            against=milliseconds(LONGEST_SECONDS),
        )
        for name, future in (
            ("page view", views),
            ("log-in", logins),
            ("lease renewal", renewals),
        ):
            yield from waits(area, name, future.result())


def sync(site: Site, org: dict[str, Any]) -> dict[str, Any]:
    return ask(
        "tests.benchmarks.children.sync",
        *("fourth", org["okta_id"], org["origin"], org["token"]),
        extra=site.environment,
    )


def of_sync(
    area: str, options: Options, told: dict[str, Any], plan: int
) -> Iterator[Figure]:
    grown = told["peak_mb"] - told["idle_mb"]
    yield Figure(
        area=area,
        name=f"memory above idle while {options.applications} are synced",
        ratio=grown / MOST_MEMORY_MB,
        limit=1.0,
        ours=f"{grown:.0f} MB",
        against=f"{MOST_MEMORY_MB} MB",
    )
    yield Figure(
        area=area,
        name="calls more or fewer than the plan",
        ratio=abs(told["calls"] - plan),
        limit=0.0,
        ours=str(told["calls"]),
        against=str(plan),
    )
    yield Figure(
        area=area,
        name="reading and storing against judging",
        ratio=told["read"] / told["judge"],
        ours=milliseconds(told["read"]),
        against=milliseconds(told["judge"]),
    )


def waits(area: str, name: str, taken: list[float]) -> Iterator[Figure]:
    """Say how long one of a hundred waited, and the longest of all."""
    ordered = sorted(taken)
    ninety_nine = ordered[max(0, round(len(ordered) * 0.99) - 1)]
    for which, seconds, limit in (
        ("99 of 100", ninety_nine, 1.0),
        ("the longest", ordered[-1], None),
    ):
        yield Figure(
            area=area,
            name=f"{name} meanwhile, {which} of {len(taken)}",
            ratio=seconds / LONGEST_SECONDS,
            limit=limit,
            ours=milliseconds(seconds),
            against=milliseconds(LONGEST_SECONDS),
        )


def view_pages(port: int, facts: dict[str, Any], over: Event) -> list[float]:
    taken = round_of_views(port, facts)
    while not over.wait(PAUSE_SECONDS):
        taken += round_of_views(port, facts)
    return taken


def round_of_views(port: int, facts: dict[str, Any]) -> list[float]:
    taken = []
    for path in facts["pages"].values():
        answer = visit(port, path, {"Cookie": facts["cookie"]})
        if answer.status != 200:
            raise BenchmarkError(f"{path} answered {answer.status}")
        taken.append(answer.seconds)
    return taken


def warm_up(port: int, facts: dict[str, Any]) -> None:
    """Let every thread of the server draw every page, and one sign somebody in."""
    for _ in range(8):
        round_of_views(port, facts)
    sign_in(port, facts)


def sign_in_and_again(port: int, facts: dict[str, Any], over: Event) -> list[float]:
    taken = [sign_in(port, facts)]
    while not over.wait(LOGIN_EVERY_SECONDS):
        taken.append(sign_in(port, facts))
    return taken


def sign_in(port: int, facts: dict[str, Any]) -> float:
    """Sign in on the form; returns the seconds that the form's answer took."""
    page = visit(port, LOGIN, {})
    hidden = HIDDEN.search(page.body)
    if hidden is None:
        raise BenchmarkError("The log-in page has no form.")
    form = {
        "csrfmiddlewaretoken": hidden[1].decode(),
        "login": facts["email"],
        "password": facts["password"],
    }
    headers = {
        "Cookie": "; ".join(page.cookies),
        "Content-Type": "application/x-www-form-urlencoded",
        "Referer": f"http://127.0.0.1:{port}{LOGIN}",
    }
    answer = visit(port, LOGIN, headers, method="POST", body=urlencode(form))
    if answer.status != 302:
        raise BenchmarkError(f"Signing in answered {answer.status}.")
    return answer.seconds


def renew_leases(site: Site, over: Event) -> list[float]:
    with subprocess.Popen(
        command("tests.benchmarks.children.renew"),
        env=environment(site.environment),
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as process:
        over.wait()
        said, _ = process.communicate(b"")
    taken: list[float] = json.loads(said)
    return taken
