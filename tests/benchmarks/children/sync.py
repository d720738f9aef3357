"""Syncs an org as a worker does, watching memory: `sync NAME OKTA_ID ORIGIN TOKEN`."""

import json
import sys
import time
from pathlib import Path
from threading import Event, Thread

from tests.benchmarks.children import installation as site  # isort: skip

from apps.snapshots.models import Snapshot
from apps.syncs.judging import judge

EVERY_SECONDS = 0.02
OWN_MEMORY = "RssAnon"  # without the pages of files that the kernel lends


class Watch(Thread):
    """Notes the largest resident memory of this process, in MB."""

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self.idle = self.peak = resident()
        self.ended = Event()

    def run(self) -> None:
        while not self.ended.wait(EVERY_SECONDS):
            self.peak = max(self.peak, resident())


def resident() -> float:
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith(OWN_MEMORY):
            return int(line.split()[1]) / 1024
    return 0.0


def main(name: str, okta_id: str, origin: str, token: str) -> None:
    org = site.connect(name, okta_id, origin, token)
    watch = Watch()
    watch.start()
    marks: list[float] = []

    def judging(snapshot: Snapshot, keep: "site.Keep") -> object:
        marks.append(time.perf_counter())
        return judge(snapshot, keep)

    started = time.perf_counter()
    snapshot = site.sync(org, judge=judging)
    ended = time.perf_counter()
    watch.ended.set()
    watch.join()
    answer = {
        "read": marks[0] - started,
        "judge": ended - marks[0],
        "idle_mb": watch.idle,
        "peak_mb": watch.peak,
        "calls": snapshot.calls,
    }
    print(json.dumps(answer))  # noqa: T201


if __name__ == "__main__":
    main(*sys.argv[1:])
