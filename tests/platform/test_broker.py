"""Tests of the embedded broker: no message half seen, none lost, none twice."""

import stat
from base64 import b64decode
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from json import loads
from pathlib import Path
from queue import Empty
from threading import Event
from typing import Any

import pytest
from kombu.connection import Connection
from kombu.transport import filesystem

from upgradeplanner import broker

broker.register()
MESSAGES = 400


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "queue"


def connect(folder: Path) -> Connection:
    options = broker.transport_options(folder)
    return Connection("folder://localhost", transport_options=options)


def produce(folder: Path, producer: int) -> None:
    """Put messages as Celery does: straight to the queue, by the nameless exchange."""
    with connect(folder) as link, link.Producer() as way:
        for number in range(MESSAGES):
            way.publish({"id": f"{producer}-{number}"}, routing_key="race")


def consume(folder: Path, produced: Event) -> list[str]:
    """Take messages without a pause until all producers are done and none is left."""
    seen: list[str] = []
    with connect(folder) as link:
        channel: Any = link.channel()
        while True:
            was_over = produced.is_set()
            try:
                message = channel._get("race")
            except Empty:
                if was_over:
                    return seen
                continue
            seen.append(loads(b64decode(message["body"]))["id"])


def test_every_message_is_taken_once_and_whole_while_others_write(folder: Path) -> None:
    produced = Event()
    with ThreadPoolExecutor(4) as pool:
        readers = [pool.submit(consume, folder, produced) for _ in range(2)]
        writers = [pool.submit(produce, folder, number) for number in range(2)]
        for writer in writers:
            writer.result()
        produced.set()
        taken = Counter(seen for reader in readers for seen in reader.result())
    assert len(taken) == 2 * MESSAGES
    assert set(taken.values()) == {1}
    assert list((folder / "taken").iterdir()) == []


def test_queues_bound_at_the_same_moment_are_all_bound(folder: Path) -> None:
    def bind(number: int) -> None:
        with connect(folder) as link:
            channel: Any = link.channel()
            channel._queue_bind("celery", "", "", f"queue-{number}")

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(bind, range(40)))
    with connect(folder) as link:
        channel: Any = link.channel()
        table = channel.get_table("celery")
        assert {binding.queue for binding in table} == {f"queue-{n}" for n in range(40)}
        channel._delete("queue-7", "celery", "", "")
        assert len(channel.get_table("celery")) == 39


def test_messages_come_in_the_order_in_which_they_were_put(folder: Path) -> None:
    with connect(folder) as link:
        queue = link.SimpleQueue("order")
        for number in range(5):
            queue.put({"n": number})
        assert [queue.get(timeout=1).payload["n"] for _ in range(5)] == [*range(5)]


def test_a_queue_does_not_take_the_messages_of_another(folder: Path) -> None:
    with connect(folder) as link:
        link.SimpleQueue("one").put({"n": 1})
        channel: Any = link.channel()
        with pytest.raises(Empty):
            channel._get("on")
        assert channel._size("one") == 1
        assert channel._purge("one") == 1


def test_only_its_user_can_look_into_the_queue(folder: Path) -> None:
    for place in ("messages", "taken", "control"):
        broker.transport_options(folder)
        assert stat.S_IMODE((folder / place).stat().st_mode) == 0o700


def test_the_stock_transport_is_still_what_we_replace() -> None:
    for name in ("_put", "_get", "_queue_bind", "_delete", "get_table"):
        assert name in vars(filesystem.Channel)
        assert name in vars(broker.Channel)
