"""What changes snapshots: their life, pages, the flip, retention. Enqueues nothing."""

from apps.snapshots.errors import (
    AlreadyRunningError,
    CancelAskedError,
    LeaseLostError,
    NothingSeenError,
    SnapshotError,
    StopAskedError,
)
from apps.snapshots.services.flip import flip, undo_flip
from apps.snapshots.services.lifecycle import (
    ask_cancel,
    claim,
    claim_exhausted,
    discard,
    end,
    give_up,
    open_snapshot,
    renew,
    stumble,
)
from apps.snapshots.services.reading import read
from apps.snapshots.services.retention import prune

__all__ = [
    "AlreadyRunningError",
    "CancelAskedError",
    "LeaseLostError",
    "NothingSeenError",
    "SnapshotError",
    "StopAskedError",
    "ask_cancel",
    "claim",
    "claim_exhausted",
    "discard",
    "end",
    "flip",
    "give_up",
    "open_snapshot",
    "prune",
    "read",
    "renew",
    "stumble",
    "undo_flip",
]
