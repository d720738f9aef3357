"""The commands that check the trail and export its end."""

import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from apps.audit.models import AuditLine
from apps.audit.services import record

pytestmark = pytest.mark.django_db


def run(*args: str) -> tuple[int, str, str]:
    out, err = StringIO(), StringIO()
    status: Any = 0
    try:
        call_command(*args, stdout=out, stderr=err)
    except SystemExit as stopped:
        status = stopped.code
    return status, out.getvalue(), err.getvalue()


@pytest.fixture
def head_file(tmp_path: Path) -> Path:
    for n in range(3):
        record("system", "test.wrote", f"line:{n}")
    path = tmp_path / "head.json"
    path.write_text(run("export_audit_head")[1], encoding="utf-8")
    return path


def test_the_head_has_a_schema_a_count_and_a_hash(head_file: Path) -> None:
    document = json.loads(head_file.read_text(encoding="utf-8"))
    assert list(document) == ["schema", "count", "hash"]
    assert document["schema"] == "audit_head/1"
    assert document["count"] == 3


def test_a_whole_trail_is_said_to_be_whole(head_file: Path) -> None:
    status, out, _ = run("verify_audit", "--head", str(head_file))
    assert status == 0
    assert out == "The audit trail is whole: 3 lines.\n"


def test_a_broken_trail_ends_with_one(head_file: Path) -> None:
    AuditLine.objects.filter(seq=2).update(actor="eve")
    status, _, err = run("verify_audit")
    assert status == 1
    assert "Line 2 was changed" in err


def test_the_answer_as_json(head_file: Path) -> None:
    AuditLine.objects.filter(seq=3).delete()
    status, out, _ = run("verify_audit", "--json", "--head", str(head_file))
    assert status == 1
    document = json.loads(out)
    assert document["schema"] == "audit_verification/1"
    assert (document["whole"], document["lines"], document["broken_line"]) == (
        False,
        2,
        3,
    )


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        '{"count": 1}',
        '{"count": "1", "hash": ""}',
        '{"count": -1, "hash": "x"}',
    ],
)
def test_a_file_that_is_no_head_is_wrong_use(tmp_path: Path, text: str) -> None:
    path = tmp_path / "head.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(CommandError, match="export_audit_head") as raised:
        run("verify_audit", "--head", str(path))
    assert raised.value.returncode == 2


def test_a_missing_file_is_wrong_use(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="cannot be read") as raised:
        run("verify_audit", "--head", str(tmp_path / "none.json"))
    assert raised.value.returncode == 2
