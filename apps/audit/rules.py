"""How a line becomes a hash, and what a line may hold; pure, knows no row."""

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

GENESIS = "0" * 64  # what stands before the first line
HIDDEN = "(hidden)"
_SECRET_NAMES = re.compile(
    r"password|passphrase|secret|token|private_key|assertion|nonce|cookie",
    re.IGNORECASE,
)
# Okta's API tokens are 42 characters and begin with 00; a JWT has three parts.
# Source: https://developer.okta.com/docs/reference/core-okta-api/#authentication
_SECRET_VALUES = re.compile(
    r"-----BEGIN [A-Z ]*PRIVATE KEY-----.*?(?:-----END [A-Z ]*PRIVATE KEY-----|\Z)"
    r"|\bSSWS\s+\S+|\bBearer\s+\S+"
    r"|(?<![A-Za-z0-9_-])00[A-Za-z0-9_-]{40}(?![A-Za-z0-9_-])"
    r"|\beyJ[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]*",
    re.DOTALL,
)


@dataclass(frozen=True)
class Line:
    """What one line says; `before` and `after` are plain JSON without floats."""

    seq: int
    at: datetime
    actor: str
    verb: str
    subject: str
    org_id: int | None
    before: Any
    after: Any
    why: str
    prev_hash: str
    team_id: int | None = None  # of the application that it is about


@dataclass(frozen=True)
class Head:
    """The end of the trail: how many lines, and the hash of the last one."""

    count: int
    hash: str


def hash_of(line: Line) -> str:
    """Return the SHA-256 of the line's canonical JSON, in hex.

    A line without a team is hashed as if there were none: the first ones had no such
    field.
    """
    said = {**vars(line)}
    said["at"] = line.at.astimezone(UTC).isoformat(timespec="microseconds")
    if line.team_id is None:
        del said["team_id"]
    canonical = json.dumps(
        said,
        sort_keys=True,
        separators=(",", ":"),
        ensure_ascii=True,
    )
    return hashlib.sha256(canonical.encode()).hexdigest()


def plain(value: Any, name: str = "") -> Any:
    """Return `value` as JSON that every database gives back unchanged, secrets hidden.

    Databases write numbers with a point differently, so those become text.
    Raises TypeError for what has no plain form.
    """
    if value is None or isinstance(value, bool):
        return value
    if _SECRET_NAMES.search(name):
        return HIDDEN
    match value:
        case Mapping():
            return {str(key): plain(item, str(key)) for key, item in value.items()}
        case list() | tuple():
            return [plain(item) for item in value]
        case set() | frozenset():
            return sorted(plain(item) for item in value)
    return _plain_scalar(value)


def _plain_scalar(value: Any) -> str | int:
    match value:
        case int():
            return value
        case str():
            return without_secrets(str(value))
        case float():
            return repr(value)
        case datetime() | date():
            return value.isoformat()
    raise TypeError(f"An audit line cannot hold a {type(value).__name__}.")


def without_secrets(text: str) -> str:
    """Return `text` without what looks like a key or token, or cannot be stored."""
    return _SECRET_VALUES.sub(HIDDEN, text.replace("\x00", ""))


def shortened(text: str, length: int) -> str:
    """Return `text` in at most `length` characters."""
    text = without_secrets(text)
    return text if len(text) <= length else f"{text[: length - 1]}…"
