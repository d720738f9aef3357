"""Which files are taken as evidence, told by name and by content; pure."""

import json
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from io import BytesIO
from pathlib import PurePosixPath

LONGEST_NAME = 200
MOST_ENTRIES = 5000  # files in a document; real ones have dozens
CONTROL = frozenset(chr(code) for code in range(32)) - frozenset("\t\n\r\f")
MACROS = ("vbaproject.bin", ".exe", ".dll")


@dataclass(frozen=True)
class FileKind:
    """A kind of file: its content type, and whether bytes are of it."""

    content_type: str
    fits: Callable[[bytes], bool]


def kind_of(name: str, content: bytes) -> FileKind | None:
    """Return the kind that both the name and the content say, None for any other."""
    kind = KINDS.get(PurePosixPath(name).suffix.lower())
    return kind if kind is not None and kind.fits(content) else None


def clean_name(name: str) -> str:
    """Return a name without folders, control characters and hidden direction marks.

    The end of a name that is too long is kept: it holds the suffix.
    """
    last = name.replace("\\", "/").rpartition("/")[2]
    shown = "".join(char for char in last if char.isprintable()).strip(" .")
    return shown[-LONGEST_NAME:]


def _starts(*heads: bytes) -> Callable[[bytes], bool]:
    return lambda content: content.startswith(heads)


def _is_text(content: bytes) -> bool:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return False
    return bool(text.strip()) and CONTROL.isdisjoint(text)


def _is_json(content: bytes) -> bool:
    try:
        json.loads(content)
    except (ValueError, RecursionError):
        return False
    return True


def _is_har(content: bytes) -> bool:
    try:
        log = json.loads(content)["log"]
    except (ValueError, RecursionError, LookupError, TypeError):
        return False
    return isinstance(log, dict) and isinstance(log.get("entries"), list)


def _is_office(folder: str) -> Callable[[bytes], bool]:
    """Return whether a zip is an Office document with `folder`, without macros.

    Only its list of contents is read; nothing is unpacked.
    """

    def fits(content: bytes) -> bool:
        try:
            with zipfile.ZipFile(BytesIO(content)) as archive:
                names = [name.lower() for name in archive.namelist()]
        except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError):
            return False
        return (
            content.startswith(b"PK\x03\x04")
            and len(names) <= MOST_ENTRIES
            and "[content_types].xml" in names
            and any(name.startswith(folder) for name in names)
            and not any(name.endswith(MACROS) for name in names)
        )

    return fits


OFFICE = "application/vnd.openxmlformats-officedocument"
KINDS: Mapping[str, FileKind] = {
    ".png": FileKind("image/png", _starts(b"\x89PNG\r\n\x1a\n")),
    ".jpg": FileKind("image/jpeg", _starts(b"\xff\xd8\xff")),
    ".jpeg": FileKind("image/jpeg", _starts(b"\xff\xd8\xff")),
    ".pdf": FileKind("application/pdf", _starts(b"%PDF-")),
    ".txt": FileKind("text/plain", _is_text),
    ".csv": FileKind("text/csv", _is_text),
    ".json": FileKind("application/json", _is_json),
    ".har": FileKind("application/json", _is_har),
    ".docx": FileKind(f"{OFFICE}.wordprocessingml.document", _is_office("word/")),
    ".xlsx": FileKind(f"{OFFICE}.spreadsheetml.sheet", _is_office("xl/")),
}
ACCEPTED = ", ".join(suffix.removeprefix(".") for suffix in KINDS)
