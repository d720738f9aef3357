"""The embedded broker: kombu's folder transport, where no reader sees half a file.

The stock transport makes a file first and fills it afterwards, and takes messages by
way of the system's temporary folder. Here every file appears and moves by one rename,
inside the data folder. What a killed worker had taken is gone: the sweep brings its
row back, for a message is only a doorbell.
"""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from queue import Empty
from time import time_ns
from typing import Any
from uuid import uuid4

from kombu.transport import TRANSPORT_ALIASES, filesystem
from kombu.utils.json import dumps, loads

SCHEME = "folder"
POLLING_SECONDS = 0.25

Binding = filesystem.exchange_queue_t


class Channel(filesystem.Channel):
    """One file a message, one file an exchange with the queues bound to it."""

    # kombu's own two base classes disagree about the name of the second argument.
    def _put(  # type: ignore[override]
        self, queue: str, payload: Any, **_: Any
    ) -> None:
        name = f"{time_ns() // 1_000}_{uuid4()}.{queue}.msg"
        _write(Path(self.data_folder_out) / name, payload)

    def _get(self, queue: str, timeout: float | None = None) -> Any:  # noqa: ARG002
        for path in sorted(Path(self.data_folder_in).iterdir()):
            if path.name.partition(".")[2] != f"{queue}.msg":
                continue
            taken = Path(self.processed_folder) / path.name
            try:
                path.rename(taken)
            except FileNotFoundError:  # another worker was faster
                continue
            payload = loads(taken.read_text())
            taken.unlink()
            return payload
        raise Empty

    def get_table(self, exchange: str) -> list[Any]:
        try:
            rows = loads(self._exchange_file(exchange).read_text())
        except FileNotFoundError:
            return []
        return [Binding(*row) for row in rows]

    def _queue_bind(
        self, exchange: str, routing_key: str, pattern: str, queue: str
    ) -> None:
        binding = Binding(routing_key or "", pattern or "", queue or "")
        with self._table_to_change(exchange) as table:
            if binding not in table:
                table.insert(0, binding)

    def _delete(
        self, queue: str, exchange: str, routing_key: str, pattern: str, *_: Any
    ) -> None:
        self._purge(queue)
        binding = Binding(routing_key or "", pattern or "", queue or "")
        with self._table_to_change(exchange) as table:
            if binding in table:
                table.remove(binding)

    @contextmanager
    def _table_to_change(self, exchange: str) -> Iterator[list[Any]]:
        """Hold the only right to change the bindings, and write them if they did."""
        with (Path(self.control_folder) / ".lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            before = self.get_table(exchange)
            table = list(before)
            yield table
            if table != before:
                _write(self._exchange_file(exchange), table)


class Transport(filesystem.Transport):
    """The folder transport with our channel."""

    Channel = Channel


def _write(path: Path, content: Any) -> None:
    beside = path.with_name(f".{path.name}.{uuid4()}.tmp")
    beside.write_text(dumps(content))
    beside.replace(path)


def register() -> None:
    TRANSPORT_ALIASES[SCHEME] = f"{__name__}:Transport"


def transport_options(folder: Path) -> dict[str, Any]:
    """Return the options for a queue in `folder`, whose folders are made if missing."""
    places = {
        "data_folder_in": folder / "messages",
        "data_folder_out": folder / "messages",
        "processed_folder": folder / "taken",
        "control_folder": folder / "control",
    }
    for place in (folder, *places.values()):
        place.mkdir(mode=0o700, exist_ok=True)
    return {
        **{name: str(place) for name, place in places.items()},
        "polling_interval": POLLING_SECONDS,
    }
