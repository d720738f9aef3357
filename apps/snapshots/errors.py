"""What can end or refuse a sync, as errors; sentences are for people.

SnapshotError
├── AlreadyRunningError   the org has a sync that is not finished
├── LeaseLostError        another worker goes on with this sync: stop, write nothing
├── CancelAskedError      a person asked to cancel it
├── StopAskedError        this process ends: give the sync up for another
└── NothingSeenError      no part but the public one could be read: the sync failed
"""


class SnapshotError(Exception):
    """Something ends or refuses a sync; the text is a sentence."""


class AlreadyRunningError(SnapshotError):
    def __init__(self, org: str) -> None:
        super().__init__(
            f"A sync of {org} is already running. Wait for it, or cancel it first."
        )


class LeaseLostError(SnapshotError):
    pass


class CancelAskedError(SnapshotError):
    pass


class StopAskedError(SnapshotError):
    pass


class NothingSeenError(SnapshotError):
    pass
