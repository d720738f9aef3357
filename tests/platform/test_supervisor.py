"""Tests of the supervisor with small commands in place of ours."""

import os
import sys
import time
from pathlib import Path

from upgradeplanner.supervisor import Child, Supervisor, pause_after

SLEEPER = [sys.executable, "-c", "import time; time.sleep(60)"]
ENDING = [sys.executable, "-c", "raise SystemExit(3)"]


def is_alive(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text().split(")")[1].split()[0]
    except OSError:
        return False
    return state != "Z"


def wait_until_gone(pid: int, seconds: float = 5) -> bool:
    deadline = time.monotonic() + seconds
    while is_alive(pid) and time.monotonic() < deadline:
        time.sleep(0.05)
    return not is_alive(pid)


def test_the_pause_grows_and_is_bounded() -> None:
    assert [pause_after(failures) for failures in (0, 1, 2, 3, 9)] == [0.5, 1, 2, 4, 30]


def test_a_child_that_ends_is_started_again_and_said() -> None:
    said: list[str] = []
    supervisor = Supervisor({"short": ENDING}, dict(os.environ), said.append)

    def stop_after_two() -> None:
        supervisor.stopping = len(said) >= 2

    supervisor.run(stop_after_two)
    assert said[0] == "short ended with status 3; starts again in 1.0 s"
    assert said[1].startswith("short ended with status 3")


def test_stopping_ends_every_child() -> None:
    supervisor = Supervisor(
        {"one": SLEEPER, "two": SLEEPER}, dict(os.environ), lambda _: None
    )

    def stop_when_started() -> None:
        supervisor.stopping = all(child.process for child in supervisor.children)

    supervisor.run(stop_when_started)
    pids = [child.process.pid for child in supervisor.children if child.process]
    assert len(pids) == 2
    assert not any(is_alive(pid) for pid in pids)


def test_what_a_child_left_behind_goes_with_it(tmp_path: Path) -> None:
    note = tmp_path / "grandchild"
    script = (
        "import pathlib, subprocess, sys;"
        f"p = subprocess.Popen({SLEEPER!r});"
        f"pathlib.Path({str(note)!r}).write_text(str(p.pid))"
    )
    child = Child("parent", [sys.executable, "-c", script], dict(os.environ))
    child.start()
    assert child.process is not None
    child.process.wait(10)
    assert "parent ended with status 0" in child.note_end()
    assert wait_until_gone(int(note.read_text()))


def test_a_child_that_will_not_end_is_killed(tmp_path: Path) -> None:
    note = tmp_path / "ready"
    script = (
        "import pathlib, signal, time;"
        "signal.signal(signal.SIGTERM, signal.SIG_IGN);"
        f"pathlib.Path({str(note)!r}).touch(); time.sleep(60)"
    )
    child = Child("deaf", [sys.executable, "-c", script], dict(os.environ))
    child.start()
    while not note.exists():
        time.sleep(0.02)
    child.ask_to_end()
    child.end(within=0.2)
    assert child.process is not None
    assert child.process.returncode == -9


def test_a_child_on_demand_runs_while_it_is_wanted() -> None:
    wanted = True
    supervisor = Supervisor(
        {"demo": SLEEPER},
        dict(os.environ),
        lambda _: None,
        {"demo": lambda: wanted},
    )
    (child,) = supervisor.children
    seen: list[bool] = []

    def end_it_then_stop() -> None:
        nonlocal wanted
        seen.append(child.process is not None)
        if seen[-1]:
            wanted = False
        supervisor.stopping = not wanted and child.process is None

    supervisor.run(end_it_then_stop)
    assert seen[0]
    assert not seen[-1]
