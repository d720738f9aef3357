"""The chain: whole while nobody touches it, and the first touched line is named."""

import threading
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection, transaction
from django.db.models import F

from apps.audit import services
from apps.audit.models import AuditHead, AuditLine
from apps.audit.rules import GENESIS, Head, Line, hash_of
from apps.audit.services import record, verify

pytestmark = pytest.mark.django_db


def write(count: int) -> list[AuditLine]:
    return [
        record("ada@acme.example", "org.renamed", f"org:{n}", before={"n": n})
        for n in range(1, count + 1)
    ]


def line(seq: int) -> Any:
    return AuditLine.objects.filter(seq=seq)


def test_lines_are_numbered_from_one_without_a_gap() -> None:
    assert [row.seq for row in write(3)] == [1, 2, 3]


def test_each_line_holds_the_hash_of_the_one_before() -> None:
    first, second = write(2)
    assert first.prev_hash == GENESIS
    assert second.prev_hash == first.hash


def test_an_empty_trail_is_whole() -> None:
    assert verify().is_whole
    assert services.head() == Head(0, GENESIS)


def test_an_untouched_trail_is_whole_after_a_round_trip() -> None:
    record(
        "ada@acme.example",
        "org.connected",
        "org:acme",
        org_id=7,
        before=None,
        after={"z": [1, None, True, "é\x00"], "a": {"f": 1e21}},
        why="first “org”",
    )
    found = verify()
    assert found.is_whole
    assert found.head == services.head()


@pytest.mark.parametrize(
    "change",
    [
        {"actor": "eve@acme.example"},
        {"before": {"n": 9}},
        {"at": F("at") + timedelta(seconds=1)},
        {"why": "so"},
        {"org_id": 1},
        {"hash": "f" * 64},
    ],
)
def test_a_changed_line_is_named(change: dict[str, Any]) -> None:
    write(5)
    line(3).update(**change)
    found = verify()
    assert not found.is_whole
    assert found.broken_seq == 3
    assert found.problem == "Line 3 was changed after it was written."


def test_a_changed_line_with_a_new_hash_breaks_the_next_one() -> None:
    write(5)
    row = line(3).get()
    fields = {name: getattr(row, name) for name in Line.__dataclass_fields__}
    fields["actor"] = "eve@acme.example"
    line(3).update(actor="eve@acme.example", hash=hash_of(Line(**fields)))
    found = verify()
    assert found.broken_seq == 4
    assert "does not follow" in found.problem


def test_a_removed_line_is_named() -> None:
    write(5)
    line(2).delete()
    found = verify()
    assert found.broken_seq == 2
    assert found.problem == "Line 2 is missing; the next one is line 3."


def test_a_removed_first_line_is_named() -> None:
    write(2)
    line(1).delete()
    assert verify().broken_seq == 1


def test_swapped_lines_are_named() -> None:
    write(4)
    line(2).update(seq=99)
    line(3).update(seq=2)
    line(99).update(seq=3)
    assert verify().broken_seq == 2


def test_a_cut_tail_shows_against_the_stored_end() -> None:
    write(5)
    AuditLine.objects.filter(seq__gt=3).delete()
    found = verify()
    assert found.broken_seq == 4
    assert "counts 5 lines, there are 3" in found.problem


def test_a_cut_tail_with_its_end_shows_against_an_exported_head() -> None:
    write(5)
    exported = services.head()
    AuditLine.objects.filter(seq__gt=3).delete()
    AuditHead.objects.update(count=3, hash=line(3).get().hash)
    assert verify().is_whole
    found = verify(exported)
    assert found.broken_seq == 4
    assert "the exported head counts 5" in found.problem


def test_a_trail_written_anew_shows_against_an_exported_head() -> None:
    write(3)
    exported = services.head()
    AuditLine.objects.all().delete()
    AuditHead.objects.all().delete()
    write(4)
    assert verify().is_whole
    found = verify(exported)
    assert found.broken_seq == 3
    assert "written again" in found.problem


def test_a_wiped_trail_shows_against_an_exported_head() -> None:
    write(2)
    exported = services.head()
    AuditLine.objects.all().delete()
    AuditHead.objects.all().delete()
    assert verify(exported).broken_seq == 1


def test_lines_after_an_exported_head_are_fine() -> None:
    write(2)
    exported = services.head()
    write(2)
    assert verify(exported).is_whole


def test_a_line_behind_the_end_is_named() -> None:
    write(3)
    before = line(2).get()
    AuditHead.objects.update(count=2, hash=before.hash)
    found = verify()
    assert found.broken_seq == 3
    assert "behind the end" in found.problem


def test_a_line_of_a_rolled_back_change_leaves_no_gap() -> None:
    write(1)
    with transaction.atomic():
        record("ada@acme.example", "org.renamed", "org:x")
        transaction.set_rollback(True)
    assert write(1)[0].seq == 2
    assert verify().is_whole


def test_a_line_cannot_be_saved_again_or_deleted() -> None:
    row = write(1)[0]
    with pytest.raises(TypeError, match="cannot be changed"):
        row.save()
    with pytest.raises(TypeError, match="cannot be removed"):
        row.delete()


def test_long_names_are_shortened_and_secrets_hidden() -> None:
    row = record("a" * 300, "org.connected", "org:" + "x" * 300, why="SSWS 00abc")
    assert len(row.actor) == 254
    assert row.subject.endswith("…")
    assert "00abc" not in row.why
    assert verify().is_whole


@pytest.mark.django_db(transaction=True)
def test_many_writers_at_once_leave_one_whole_chain() -> None:
    """Each thread has a connection of its own, as each process has."""
    failures: list[BaseException] = []
    start = threading.Barrier(6)

    def writer(number: int) -> None:
        try:
            start.wait()
            for n in range(10):
                with transaction.atomic():
                    record(f"writer {number}", "test.wrote", f"line:{n}")
        except BaseException as error:  # noqa: BLE001  # shown below, in the test's thread
            failures.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=writer, args=(n,)) for n in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert services.head().count == 60
    assert verify().is_whole
    seqs = AuditLine.objects.order_by("seq").values_list("seq", flat=True)
    assert list(seqs) == list(range(1, 61))
