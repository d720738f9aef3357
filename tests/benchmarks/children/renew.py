"""Renews the lease of a sync until its input closes; prints how long each took."""

import json
import sys
import time
from threading import Event, Thread

from tests.benchmarks.children import installation as site  # isort: skip

from apps.snapshots import services as snapshots

EVERY_SECONDS = 0.1


def wait_for_the_end(over: Event) -> None:
    sys.stdin.read()
    over.set()


def main() -> None:
    org = site.connect("renewing", "00orenewing", "https://renewing.example", "00x")
    snapshot = snapshots.open_snapshot(org, "benchmark")
    token = snapshots.claim(snapshot.pk)
    assert token is not None
    over = Event()
    Thread(target=wait_for_the_end, args=(over,), daemon=True).start()
    taken = []
    while not over.wait(EVERY_SECONDS):
        started = time.perf_counter()
        snapshots.renew(snapshot.pk, token)
        taken.append(time.perf_counter() - started)
    print(json.dumps(taken))  # noqa: T201


if __name__ == "__main__":
    main()
