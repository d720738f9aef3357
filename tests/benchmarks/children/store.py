"""Stores pages as a sync does, twice: `store COUNT` in the environment of a site.

The elements are ready before the clock starts; what is measured is write and flip.
"""

import json
import sys
import time
import uuid

from tests.benchmarks.children import installation as site  # isort: skip

from apps.okta.json import elements
from apps.okta.parts import PARTS
from apps.orgs.models import Org
from apps.snapshots import rules
from apps.snapshots import services as snapshots
from apps.snapshots.bodies import bodies_of
from apps.snapshots.models import PartReading, Snapshot
from apps.snapshots.rules import Element
from apps.snapshots.services import planning
from apps.snapshots.services.lifecycle import end
from apps.snapshots.services.store import Page, write_page
from tests.benchmarks import corpus

SPEC = PARTS["applications"]
EDITED_EVERY = 100  # one percent


def main(count: int) -> None:
    org = new_org()
    first = [of_page(body) for body in corpus.pages(count)]
    again = [of_page(body) for body in corpus.pages(count, edited_every=EDITED_EVERY)]
    warm_up(first[0])
    seconds = {"first": sync(org, first), "again": sync(org, again)}
    seconds["first"] -= scrubbing(first)
    print(json.dumps(seconds))  # noqa: T201


def new_org() -> Org:
    name = f"store-{uuid.uuid4().hex[:8]}"
    return site.connect(name, name, "https://store.example", "00x")


def of_page(body: bytes) -> list[Element]:
    return rules.elements_of(SPEC, "", elements(body))


def scrubbing(pages: list[list[Element]]) -> float:
    """Return the seconds of dropping secrets: a part of reading, measured there."""
    started = time.perf_counter()
    for page in pages:
        bodies_of([element.raw for element in page], SPEC.secrets)
    return time.perf_counter() - started


def warm_up(page: list[Element]) -> None:
    """Let connections, prepared statements and caches be there for both syncs."""
    sync(new_org(), [page])


def sync(org: Org, pages: list[list[Element]]) -> float:
    snapshot = snapshots.open_snapshot(org, "benchmark")
    token = snapshots.claim(snapshot.pk)
    assert token is not None
    planning.begin(snapshot, token)
    reading = PartReading.objects.create(snapshot=snapshot, part=SPEC.id)
    known = planning.known_units(snapshot)
    started = time.perf_counter()
    for number, page in enumerate(pages, start=1):
        more = f"/api/v1/apps?after={number}" if number < len(pages) else ""
        write_page(
            snapshot,
            token,
            Page(
                reading=reading,
                spec=SPEC,
                elements=page,
                next_url=more,
                fresh=(SPEC.id, "") not in known,
            ),
            calls=number,
        )
    snapshots.flip(snapshot, token)
    seconds = time.perf_counter() - started
    end(snapshot.pk, token, Snapshot.State.COMPLETE, "")
    return seconds


if __name__ == "__main__":
    main(int(sys.argv[1]))
