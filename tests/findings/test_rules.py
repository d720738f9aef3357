"""The life of a finding, and what a waiver may be."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from apps.findings.models import Finding
from apps.findings.rules import (
    Look,
    Sight,
    State,
    approval_problem,
    next_state,
    waiver_problem,
    worst,
)
from apps.probes.probe import Severity

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
OPEN, REOPENED, WAIVED, RESOLVED = State


@dataclass(frozen=True)
class Said:
    outcome: str
    subject: str
    saw_all: bool = False


@pytest.mark.parametrize(
    ("current", "sight", "waiver_holds", "expected"),
    [
        (None, Sight.SEEN, False, OPEN),
        (None, Sight.GONE, False, None),
        (None, Sight.UNCLEAR, False, None),
        (OPEN, Sight.SEEN, False, OPEN),
        (OPEN, Sight.GONE, False, RESOLVED),
        (OPEN, Sight.UNCLEAR, False, OPEN),
        (RESOLVED, Sight.SEEN, False, REOPENED),
        (RESOLVED, Sight.SEEN, True, WAIVED),
        (RESOLVED, Sight.GONE, False, RESOLVED),
        (RESOLVED, Sight.UNCLEAR, False, RESOLVED),
        (REOPENED, Sight.SEEN, False, REOPENED),
        (REOPENED, Sight.GONE, False, RESOLVED),
        (WAIVED, Sight.SEEN, True, WAIVED),
        (WAIVED, Sight.SEEN, False, OPEN),
        (WAIVED, Sight.GONE, True, RESOLVED),
        (WAIVED, Sight.UNCLEAR, False, WAIVED),
    ],
)
def test_the_life_of_a_finding(
    *, current: State | None, sight: Sight, waiver_holds: bool, expected: State | None
) -> None:
    assert next_state(current, sight, waiver_holds=waiver_holds) is expected


@pytest.mark.parametrize(
    ("verdicts", "has_unseen_part", "expected"),
    [
        ([], False, Sight.GONE),
        ([], True, Sight.UNCLEAR),
        ([("passed", "org")], False, Sight.GONE),
        ([("not_applicable", "org")], False, Sight.GONE),
        ([("unknown", "org")], False, Sight.UNCLEAR),
        ([("crashed", "org")], False, Sight.UNCLEAR),
        ([("unknown", "rule:1")], False, Sight.UNCLEAR),
        ([("crashed", "rule:1"), ("passed", "rule:2")], False, Sight.UNCLEAR),
        ([("passed", "rule:1")], True, Sight.GONE),
        ([("failed", "rule:1")], False, Sight.GONE),
        ([("unknown", "rule:2")], False, Sight.GONE),
        ([("unknown", "policy:9")], False, Sight.UNCLEAR),
        ([("unknown", "org", True)], False, Sight.GONE),
        ([("unknown", "org", True)], True, Sight.UNCLEAR),
        ([("unknown", "org", True), ("unknown", "policy:9")], False, Sight.UNCLEAR),
    ],
)
def test_a_failure_that_is_not_repeated_is_gone_only_where_the_probe_could_tell(
    *, verdicts: list[tuple[Any, ...]], has_unseen_part: bool, expected: Sight
) -> None:
    said = [Said(*verdict) for verdict in verdicts]
    look = Look.of(said, has_unseen_part=has_unseen_part)
    assert look.not_repeated("rule:1") is expected


@pytest.mark.parametrize(
    ("reason", "days", "refused"),
    [
        ("The receiver is replaced in May.", 30, False),
        ("The receiver is replaced in May.", 365, False),
        ("The receiver is replaced in May.", 366, True),
        ("The receiver is replaced in May.", 0, True),
        ("Because", 30, True),
        (" " * 30, 30, True),
    ],
)
def test_a_waiver_needs_a_reason_and_an_end(
    *, reason: str, days: int, refused: bool
) -> None:
    problem = waiver_problem(reason, NOW + timedelta(days=days), NOW)
    assert bool(problem) is refused


def test_nobody_approves_what_they_asked_for() -> None:
    tomorrow = NOW + timedelta(days=1)
    assert "Another person" in approval_problem(
        asker_id=1, approver_id=1, expires_at=tomorrow, now=NOW
    )
    assert "expired" in approval_problem(
        asker_id=1, approver_id=2, expires_at=NOW, now=NOW
    )
    assert not approval_problem(asker_id=1, approver_id=2, expires_at=tomorrow, now=NOW)


def test_the_gravest_severity_comes_first() -> None:
    assert worst({"low", "blocker"}) == "blocker"
    assert worst(()) == ""
    assert worst(list(Severity)) == Severity.BLOCKER


def test_rows_use_the_same_states() -> None:
    assert {state.value for state in State} == set(Finding.State.values)
