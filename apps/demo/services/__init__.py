"""What changes the demo company: asked for, made, taken away. Enqueues nothing."""

from apps.demo.services.building import Player, build
from apps.demo.services.removing import clear, remove
from apps.demo.services.state import (
    ask,
    claim,
    fail,
    give_up_exhausted,
    keep,
    leave,
    note_served,
    settle,
    start_serving,
)
from apps.demo.services.waiting import RowPlayer

__all__ = [
    "Player",
    "RowPlayer",
    "ask",
    "build",
    "claim",
    "clear",
    "fail",
    "give_up_exhausted",
    "keep",
    "leave",
    "note_served",
    "remove",
    "settle",
    "start_serving",
]
