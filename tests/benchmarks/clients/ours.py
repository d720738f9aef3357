"""Reads the stand-in as a sync does, up to the store: fetched, split, told, scrubbed.

`python3 -m tests.benchmarks.clients.ours ORIGIN PART` prints one JSON document.
"""

import json
import sys
import time
from threading import Event

from apps.okta.auth import ApiTokenAuth
from apps.okta.client import OktaClient
from apps.okta.parts import PARTS
from apps.okta.throttle import MemoryGate
from apps.snapshots import rules
from apps.snapshots.bodies import bodies_of
from apps.snapshots.fetching import Fetchers, Unit


def read(client: OktaClient, part: str) -> tuple[int, int]:
    """Read a part and what hangs on its objects; return objects and bytes."""
    objects = size = 0
    units: dict[int, tuple[Unit, str]] = {}
    with Fetchers(client, stop=Event()) as fetchers:

        def start(spec_id: str, parent: str) -> None:
            spec = PARTS[spec_id]
            unit = Unit(len(units), spec, rules.path_of(spec, parent))
            units[unit.key] = unit, parent
            fetchers.add(unit)

        start(part, "")
        left = 1
        while left:
            fetched = fetchers.next(30.0)
            assert fetched is not None
            if fetched.error is not None:
                raise fetched.error
            assert fetched.answer is not None
            answer, spec = fetched.answer, fetched.unit.spec
            parent = units[fetched.unit.key][1]
            raws = answer.objects(spec.envelope)
            elements = rules.elements_of(spec, parent, raws)
            bodies_of([element.raw for element in elements], spec.secrets)
            objects += len(elements)
            size += len(answer.body)
            for child in rules.children_of(spec.id):
                for element in elements:
                    start(child.id, rules.child_key(parent, element.okta_id))
                    left += 1
            left -= answer.next_url is None
    return objects, size


def main(origin: str, part: str) -> None:
    gate = MemoryGate(share_percent=100)
    with OktaClient(
        origin, auth=ApiTokenAuth("00x"), gate=gate, trusted_origins={origin}
    ) as client:
        started, begun = time.perf_counter(), time.process_time()
        objects, size = read(client, part)
        work = time.process_time() - begun
        seconds = time.perf_counter() - started
        calls = client.calls
    answer = {
        "seconds": seconds,
        "work": work,
        "objects": objects,
        "bytes": size,
        "calls": calls,
    }
    print(json.dumps(answer))  # noqa: T201


if __name__ == "__main__":
    main(*sys.argv[1:])
