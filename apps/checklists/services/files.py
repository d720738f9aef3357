"""Files that back decisions: kept outside the web root under names nobody can guess.

The folder is one for all web processes; on several hosts it has to be shared.
"""

import os
import secrets
from datetime import datetime, timedelta
from hashlib import sha256
from pathlib import Path

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile

from apps.accounts.models import User
from apps.checklists.file_kinds import ACCEPTED, clean_name, kind_of
from apps.checklists.models import Attachment
from apps.checklists.places import Place
from apps.checklists.services.errors import RefusedError

SPARED = timedelta(minutes=15)  # a file lies there before its row is committed


def keep_file(
    place: Place, upload: "UploadedFile[bytes]", actor: User, now: datetime
) -> Attachment:
    """Store a file beside a step and return its row, in the caller's transaction.

    Raises RefusedError for a file that is empty, too large, or not what it says.
    """
    limit = settings.UPLOAD_LIMIT
    if upload.size is None or upload.size > limit:
        raise RefusedError(f"A file holds at most {limit // 1_000_000} MB.")
    content = upload.read(limit + 1)
    name = clean_name(upload.name or "")
    if not content or len(content) > limit:
        raise RefusedError(
            f"A file holds at least a byte and at most {limit // 1_000_000} MB."
        )
    kind = kind_of(name, content)
    if kind is None:
        raise RefusedError(
            f"That file is not taken. Its name and its content have to be one of: "
            f"{ACCEPTED}."
        )
    stored_as = secrets.token_hex(20)
    _write(path_of(stored_as), content)
    return Attachment.objects.create(
        org=place.org,
        application=place.application,
        name=name,
        content_type=kind.content_type,
        size=len(content),
        digest=sha256(content).hexdigest(),
        stored_as=stored_as,
        uploaded_by=actor,
        uploaded_at=now,
    )


def path_of(stored_as: str) -> Path:
    """Return where a stored file lies."""
    folder: Path = settings.DATA_DIR / "uploads" / stored_as[:2]
    return folder / stored_as


def sweep_files(now: datetime) -> int:
    """Remove files that no row names, but for the newest; returns how many.

    An org that was removed leaves them behind, as an application does, and a decision
    that was refused after its file was written.
    """
    removed = 0
    for folder in _folders():
        old = [
            path
            for path in folder.iterdir()
            if now.timestamp() - path.stat().st_mtime > SPARED.total_seconds()
        ]
        named = set(
            Attachment.objects.filter(
                stored_as__in=[path.name for path in old]
            ).values_list("stored_as", flat=True)
        )
        for path in old:
            if path.name not in named:
                path.unlink(missing_ok=True)
                removed += 1
    return removed


def _folders() -> list[Path]:
    root: Path = settings.DATA_DIR / "uploads"
    return sorted(root.iterdir()) if root.is_dir() else []


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL
    with os.fdopen(os.open(path, flags, 0o600), "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
