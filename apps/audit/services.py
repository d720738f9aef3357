"""Writing and checking the audit trail; a written line is never changed."""

from dataclasses import dataclass
from typing import Any

from django.db import transaction

from apps.audit.models import AuditHead, AuditLine
from apps.audit.rules import GENESIS, Head, Line, hash_of, plain, shortened
from apps.core import clock

_LIMITS = {"actor": 254, "verb": 60, "subject": 200}  # as wide as their columns


@dataclass(frozen=True)
class Verification:
    """What a check found; `broken_seq` is the first bad or missing line."""

    head: Head
    problem: str = ""
    broken_seq: int | None = None

    @property
    def is_whole(self) -> bool:
        return not self.problem


def record(  # noqa: PLR0913  # who, what, to what, where, before, after, why
    actor: str,
    verb: str,
    subject: str,
    *,
    org_id: int | None = None,
    team_id: int | None = None,
    before: Any = None,
    after: Any = None,
    why: str = "",
) -> AuditLine:
    """Append a line inside the caller's transaction and return it.

    Writers wait for each other until they commit: call it last, after every other row
    was written, so that no two of them wait for each other's rows.
    """
    with transaction.atomic(savepoint=False):
        head = _locked_head()
        line = Line(
            seq=head.count + 1,
            at=clock.now(),
            actor=shortened(actor, _LIMITS["actor"]),
            verb=shortened(verb, _LIMITS["verb"]),
            subject=shortened(subject, _LIMITS["subject"]),
            org_id=org_id,
            team_id=team_id,
            before=plain(before),
            after=plain(after),
            why=plain(why),
            prev_hash=head.hash,
        )
        row = AuditLine.objects.create(**vars(line), hash=hash_of(line))
        head.count, head.hash = row.seq, row.hash
        head.save(update_fields=["count", "hash"])
    return row


def head() -> Head:
    """Return the end of the trail; to be kept where nobody here can write."""
    row = AuditHead.objects.filter(pk=1).first()
    return Head(row.count, row.hash) if row else Head(0, GENESIS)


def verify(exported: Head | None = None) -> Verification:
    """Check every line, and the end of the trail against `exported` where one was kept.

    Reads line by line, whatever the length, and holds nobody up: lines that are
    appended meanwhile are checked or left out.
    """
    stored = head()
    kept = {"The exported head": exported} if exported else {}
    kept["The stored end of the trail"] = stored
    count, last_hash = 0, GENESIS
    hash_at = {0: GENESIS}
    wanted = {each.count for each in kept.values()}
    for row in AuditLine.objects.order_by("seq").iterator(chunk_size=500):
        problem = _problem_of(row, count + 1, last_hash)
        if problem:
            return Verification(Head(count, last_hash), problem, count + 1)
        count, last_hash = row.seq, row.hash
        if count in wanted:
            hash_at[count] = last_hash
    seen = Head(count, last_hash)
    for name, each in kept.items():
        if found := _against(seen, each, hash_at.get(each.count, ""), name):
            return found
    if count > head().count:
        return Verification(
            seen, f"Line {count} was added behind the end of the trail.", count
        )
    return Verification(seen)


def _locked_head() -> AuditHead:
    # SQLite has no row locks: its transactions begin with the one write lock.
    AuditHead.objects.get_or_create(pk=1)
    return AuditHead.objects.select_for_update().get(pk=1)


def _problem_of(row: AuditLine, expected: int, prev_hash: str) -> str:
    if row.seq != expected:
        return f"Line {expected} is missing; the next one is line {row.seq}."
    if row.prev_hash != prev_hash:
        return f"Line {row.seq} does not follow the line before it."
    fields = {name: getattr(row, name) for name in Line.__dataclass_fields__}
    if hash_of(Line(**fields)) != row.hash:
        return f"Line {row.seq} was changed after it was written."
    return ""


def _against(seen: Head, kept: Head, hash_there: str, name: str) -> Verification | None:
    """Return what is wrong at the line that a kept head names; later lines are fine."""
    if seen.count < kept.count:
        return Verification(
            seen,
            f"Line {seen.count + 1} and what follows is missing: {name.lower()} counts "
            f"{kept.count} lines, there are {seen.count}.",
            seen.count + 1,
        )
    if hash_there != kept.hash:
        return Verification(
            seen,
            f"{name} names another line {kept.count}: the trail was written again "
            "up to there.",
            kept.count,
        )
    return None
