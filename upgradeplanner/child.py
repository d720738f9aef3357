"""Runs a command that ends when its supervisor ends, also when that was killed.

    python -m upgradeplanner.child SUPERVISOR_PID COMMAND ...

A step of its own before the command, since code between fork and exec is unsafe in a
process with threads. Standard library only.
"""

import ctypes
import os
import signal
import sys

SET_PARENT_DEATH_SIGNAL = 1  # PR_SET_PDEATHSIG of linux/prctl.h


def main(supervisor: int, command: list[str]) -> None:
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(SET_PARENT_DEATH_SIGNAL, signal.SIGTERM)
    if os.getppid() == supervisor:  # else it died before the signal was set
        os.execv(command[0], command)  # noqa: S606 (the supervisor's own table)


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2:])
