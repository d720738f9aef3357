"""Files that back decisions: what is taken, where it lies, and when it goes."""

import os
import time
import zipfile
from datetime import timedelta
from hashlib import sha256
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from pytest_django.fixtures import Settings

from apps.accounts.models import User
from apps.checklists import services
from apps.checklists.file_kinds import KINDS, LONGEST_NAME, clean_name, kind_of
from apps.checklists.models import Attachment, Decision
from apps.checklists.services import RefusedError
from apps.checklists.services.files import path_of, sweep_files
from apps.orgs.models import Org
from tests.checklists.steps import WHY, make_step
from tests.factories import NOW

PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 20
HAR = b'{"log": {"entries": []}}'


def office(*names: str) -> bytes:
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    return buffer.getvalue()


DOCX = office("[Content_Types].xml", "word/document.xml")
XLSX = office("[Content_Types].xml", "xl/workbook.xml")
GOOD = {
    ".png": PNG,
    ".jpg": b"\xff\xd8\xff\xe0 picture",
    ".jpeg": b"\xff\xd8\xff\xe1 picture",
    ".pdf": b"%PDF-1.7\n%binary",
    ".txt": "Grüße, all passed.\n".encode(),
    ".csv": b"scenario,result\nsign in,passed\n",
    ".json": b'{"passed": true}',
    ".har": HAR,
    ".docx": DOCX,
    ".xlsx": XLSX,
}


def upload(name: str, content: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, content_type="text/html")


@pytest.mark.parametrize("suffix", KINDS)
def test_each_kind_is_known_by_name_and_content(suffix: str) -> None:
    kind = kind_of(f"proof{suffix.upper()}", GOOD[suffix])
    assert kind is not None
    assert kind.content_type == KINDS[suffix].content_type


@pytest.mark.parametrize("suffix", sorted(set(KINDS) - {".txt", ".csv"}))
def test_content_of_another_kind_is_refused(suffix: str) -> None:
    assert kind_of(f"proof{suffix}", b"<html><script>alert(1)</script>") is None
    assert kind_of(f"proof{suffix}", b"") is None


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("page.html", b"<html></html>"),
        ("drawing.svg", b"<svg onload='alert(1)'/>"),
        ("proof.png.exe", PNG),
        ("proof", PNG),
        (".png", PNG),
        ("proof.exe", b"MZ"),
        ("proof.docm", DOCX),
        ("proof.zip", DOCX),
        ("proof.docx", XLSX),
        ("proof.docx", b"PK\x03\x04 broken"),
        ("proof.docx", office("[Content_Types].xml", "word/x", "word/vbaProject.bin")),
        ("proof.xlsx", b"MZ" + XLSX),
        ("proof.txt", b"\x00\x01binary"),
        ("proof.csv", b"\xff\xfe\xfa"),
        ("proof.txt", b"   "),
        ("proof.json", b"{not json"),
        ("proof.json", b"[" * 100_000),
        ("proof.har", b'{"no": "log"}'),
        ("proof.har", b'["log"]'),
    ],
)
def test_hostile_files_are_refused(name: str, content: bytes) -> None:
    assert kind_of(name, content) is None


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("../../etc/passwd.txt", "passwd.txt"),
        ("C:\\Users\\x\\proof.pdf", "proof.pdf"),
        ('pr"oof\r\nX-Evil: 1.pdf', 'pr"oofX-Evil: 1.pdf'),
        ("gpj.\u202eexe.png", "gpj.exe.png"),
        ("...", ""),
        ("x" * 300 + ".png", ("x" * 300 + ".png")[-LONGEST_NAME:]),
    ],
)
def test_a_name_is_shown_without_what_deceives(name: str, shown: str) -> None:
    assert clean_name(name) == shown


def test_a_file_lies_outside_the_web_root_under_a_random_name(
    org: Org, contributor: User, settings: Settings
) -> None:
    place = make_step(org)
    file = upload("../proof.png", PNG)
    decision = services.attest(place, WHY, contributor, NOW, upload=file)
    kept = decision.attachment
    assert kept is not None
    assert (kept.name, kept.content_type, kept.size) == (
        "proof.png",
        "image/png",
        len(PNG),
    )
    assert kept.digest == sha256(PNG).hexdigest()
    path = path_of(kept.stored_as)
    assert path.read_bytes() == PNG
    assert path.is_relative_to(settings.DATA_DIR / "uploads")
    assert not path.is_relative_to(settings.STATIC_ROOT)
    assert path.stat().st_mode & 0o777 == 0o600
    assert "proof" not in str(path)


def test_a_file_that_is_too_large_is_refused_whole(
    org: Org, contributor: User, settings: Settings
) -> None:
    settings.UPLOAD_LIMIT = 1_000_000
    place = make_step(org)
    file = upload("proof.txt", b"x" * 1_000_001)
    with pytest.raises(RefusedError, match="1 MB"):
        services.attest(place, WHY, contributor, NOW, upload=file)
    with pytest.raises(RefusedError, match="byte"):
        services.attest(place, WHY, contributor, NOW, upload=upload("a.txt", b""))
    assert not Decision.objects.exists()
    assert not Attachment.objects.exists()
    exact = upload("proof.txt", b"x" * 1_000_000)
    assert services.attest(place, WHY, contributor, NOW, upload=exact).attachment


def test_files_of_a_removed_org_go_with_the_sweep(
    org: Org, contributor: User, other_org: Org
) -> None:
    paths = []
    for place in (make_step(org), make_step(other_org)):
        file = upload("proof.png", PNG)
        kept = services.attest(place, WHY, contributor, NOW, upload=file).attachment
        assert kept is not None
        paths.append(path_of(kept.stored_as))
    org.delete()
    now = timezone.now()
    assert sweep_files(now) == 0, "a file may lie there before its row is committed"
    hour_ago = time.time() - 3600
    for path in paths:
        os.utime(path, (hour_ago, hour_ago))
    assert sweep_files(now + timedelta(seconds=1)) >= 1
    assert [path.exists() for path in paths] == [False, True]
