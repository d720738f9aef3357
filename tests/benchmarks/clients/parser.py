"""The floor of reading: orjson parses the same pages, already in memory.

Runs in the peers' environment: `-m tests.benchmarks.clients.parser COUNT`.
"""

import json
import sys
import time
from importlib import import_module

from tests.benchmarks import corpus


def main(count: str) -> None:
    loads = import_module("orjson").loads
    pages = corpus.pages(int(count))
    begun = time.process_time()
    objects = sum(len(loads(page)) for page in pages)
    print(  # noqa: T201
        json.dumps({"work": time.process_time() - begun, "objects": objects})
    )


if __name__ == "__main__":
    main(*sys.argv[1:])
