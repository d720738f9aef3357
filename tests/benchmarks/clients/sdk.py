"""Reads the stand-in with Okta's own SDK and its own pagination; or asks what it takes.

Runs in the peers' environment: `-m tests.benchmarks.clients.sdk read ORIGIN`, or
`takes FILE`, which keeps the recorded shapes that the SDK does not refuse.
"""

import asyncio
import json
import os
import sys
import time
from importlib import import_module
from pathlib import Path
from typing import Any

from tests.benchmarks import corpus


async def read(origin: str) -> int:
    new_client = import_module("okta.client").Client
    paginate_all = import_module("okta.pagination").paginate_all
    os.environ["OKTA_TESTING_TESTINGDISABLEHTTPSCHECK"] = "true"
    client = new_client({"orgUrl": origin, "token": "00x"})
    count = 0
    async for _ in paginate_all(client.list_applications, limit=200):
        count += 1
    return count


def takes(target: Path) -> dict[str, Any]:
    application = import_module("okta.models.application").Application
    shapes = corpus.recorded()
    taken = []
    for shape in shapes:
        try:
            application.from_dict(shape)
        except Exception:  # noqa: BLE001 (whatever it raises is a refusal)
            continue
        taken.append(shape)
    target.write_text(json.dumps(taken))
    return {"recorded": len(shapes), "taken": len(taken)}


def main(what: str, argument: str) -> None:
    if what == "takes":
        answer = takes(Path(argument))
    else:
        started, begun = time.perf_counter(), time.process_time()
        count = asyncio.run(read(argument))
        answer = {
            "seconds": time.perf_counter() - started,
            "work": time.process_time() - begun,
            "objects": count,
        }
    print(json.dumps(answer))  # noqa: T201


if __name__ == "__main__":
    main(*sys.argv[1:])
