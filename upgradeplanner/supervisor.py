"""Keeps a table of processes running: restart with back-off, one clean stop.

Knows nothing of what it runs. Each child leads its own process group, so that what a
child leaves behind goes with it.
"""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from types import FrameType

LOOK_EVERY_SECONDS = 0.2
STEADY_AFTER_SECONDS = 30  # a child that ran this long starts again at once
LONGEST_PAUSE_SECONDS = 30
STOP_WITHIN_SECONDS = 12  # then what still runs is killed; its lease brings it back


def pause_after(failures: int) -> float:
    """Return the seconds to wait before the start that follows this many failures."""
    return min(LONGEST_PAUSE_SECONDS, 0.5 * 2.0**failures)


class Child:
    """One command that should run."""

    def __init__(
        self, name: str, command: list[str], environment: dict[str, str]
    ) -> None:
        self.name = name
        self.command = command
        self.environment = environment
        self.process: subprocess.Popen[bytes] | None = None
        self.started_at = 0.0
        self.due_at = 0.0
        self.failures = 0
        self.is_wanted: Callable[[], bool] = lambda: True

    def start(self) -> None:
        wrapper = [sys.executable, "-m", "upgradeplanner.child", str(os.getpid())]
        self.process = subprocess.Popen(  # noqa: S603 (the table is ours)
            [*wrapper, *self.command], env=self.environment, process_group=0
        )
        self.started_at = time.monotonic()

    def note_end(self) -> str:
        """Note that the process ended; return the sentence that says so, if it did."""
        if self.process is None or (status := self.process.poll()) is None:
            return ""
        self._signal(signal.SIGKILL)  # what it left behind in its group
        now = time.monotonic()
        steady = now - self.started_at > STEADY_AFTER_SECONDS
        self.failures = 0 if steady else self.failures + 1
        pause = pause_after(self.failures)
        self.process, self.due_at = None, now + pause
        return f"{self.name} ended with status {status}; starts again in {pause:.1f} s"

    def ask_to_end(self) -> None:
        if self.process is not None and self.process.poll() is None:
            self.process.terminate()

    def end(self, within: float) -> None:
        """Wait for the end, then insist on it."""
        if self.process is None:
            return
        with suppress(subprocess.TimeoutExpired):
            self.process.wait(max(0.0, within))
        self._signal(signal.SIGKILL)
        self.process.wait()

    def _signal(self, number: int) -> None:
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(self.process.pid, number) if self.process else None


class Supervisor:
    """Runs the table until it is told to stop."""

    def __init__(
        self,
        commands: Mapping[str, list[str]],
        environment: dict[str, str],
        say: Callable[[str], object],
        wanted: Mapping[str, Callable[[], bool]] | None = None,
    ) -> None:
        """Take the table; a child that is named in `wanted` runs while that says so."""
        self.children = [
            Child(name, command, environment) for name, command in commands.items()
        ]
        for child in self.children:
            child.is_wanted = (wanted or {}).get(child.name, child.is_wanted)
        self.say = say
        self.stopping = False

    def run(self, each_look: Callable[[], None]) -> None:
        """Run until SIGINT or SIGTERM, calling `each_look` several times a second."""
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, self._stop)
        try:
            while not self.stopping:
                self._look()
                each_look()
                time.sleep(LOOK_EVERY_SECONDS)
        finally:
            self._end_all()

    def _look(self) -> None:
        for child in self.children:
            wanted = child.is_wanted()
            if (sentence := child.note_end()) and wanted:
                self.say(sentence)
            if not wanted:
                child.ask_to_end()
            elif child.process is None and time.monotonic() >= child.due_at:
                child.start()

    def _end_all(self) -> None:
        for child in reversed(self.children):
            child.ask_to_end()
        deadline = time.monotonic() + STOP_WITHIN_SECONDS
        for child in self.children:
            child.end(within=deadline - time.monotonic())

    def _stop(self, _number: int, _frame: FrameType | None) -> None:
        self.stopping = True
