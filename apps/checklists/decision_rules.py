"""What a decision of a person may be, in sentences; pure."""

from datetime import datetime, timedelta
from urllib.parse import urlsplit

SHORTEST_WORD = 10  # characters: a word is no reason
LONGEST_NOTE = 4000
LONGEST_LINK = 500
LONGEST_WAIVER = timedelta(days=365)
LONGEST_SHELF = 365  # days


def note_problem(note: str, asks: str) -> str:
    """Return the sentence that refuses a note, empty where it is one; `asks` for it."""
    if len(note.strip()) < SHORTEST_WORD:
        return asks
    if len(note) > LONGEST_NOTE:
        return f"Keep it under {LONGEST_NOTE} characters; a file can hold more."
    return ""


def link_problem(link: str) -> str:
    """Return the sentence that refuses a link, empty for none and for a good one."""
    if not link:
        return ""
    try:
        parts = urlsplit(link)
        port = parts.port
    except ValueError:
        return "That is no link."
    if parts.scheme != "https" or not parts.hostname:
        return "A link begins with https:// and names a host."
    if parts.username is not None or parts.password is not None:
        return "A link holds no name and no password."
    if len(link) > LONGEST_LINK or any(char.isspace() for char in link) or port == 0:
        return "That is no link."
    return ""


def expiry_problem(expires_at: datetime, now: datetime) -> str:
    """Return the sentence that refuses the end of a waiver, empty for a good one."""
    if expires_at <= now:
        return "The waiver has to end in the future."
    if expires_at > now + LONGEST_WAIVER:
        return (
            f"A waiver lasts at most {LONGEST_WAIVER.days} days; ask again after that."
        )
    return ""


def shelf_problem(days: int | None) -> str:
    """Return the sentence that refuses a shelf life; None means the usual one."""
    if days is not None and not 1 <= days <= LONGEST_SHELF:
        return f"A proof counts for 1 to {LONGEST_SHELF} days."
    return ""
