"""Tells a running sync that its worker was asked to end; knows nothing of syncs.

A worker's main process hears SIGTERM, its children run the tasks: one byte of memory
that both see, made before the children are.
"""

import mmap

from celery.signals import worker_shutting_down

_flag = mmap.mmap(-1, 1)


def note_shutdown(**_: object) -> None:
    _flag[0] = 1


worker_shutting_down.connect(note_shutdown, weak=False)


def is_ending() -> bool:
    """Return whether this worker was asked to end."""
    return bool(_flag[0])
