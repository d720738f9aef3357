"""The order of the orgs' upgrades, and the hour of one."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from apps.plans.dates import WAIT_AFTER_PREVIEW, Frozen, OrgDate, Span
from apps.plans.upgrade_rules import check_upgrade_order, hour_hint

START = date(2027, 3, 1)


def planned(name: str, days: int | None, *, done: bool = False) -> OrgDate:
    """Return an org; its name is its environment, with a number perhaps."""
    day = None if days is None else START + timedelta(days=days)
    return OrgDate(name, name.rstrip("0123456789"), day, done)


@pytest.mark.parametrize(
    ("org", "others", "said", "advised"),
    [
        (planned("production", 7), [planned("preview", 0)], "", False),
        (planned("production", 6), [planned("preview", 0)], "8 March 2027", False),
        (planned("sandbox", 6), [planned("preview", 0)], "seven days after", False),
        (planned("sandbox", 7), [planned("preview", 0)], "", False),
        (planned("production", 3), [planned("preview", 0, done=True)], "seven", False),
        (planned("production", 3), [planned("preview", None, done=True)], "", False),
        (planned("production", 3), [planned("preview", None)], "none has a date", True),
        (planned("preview", 3), [planned("preview2", None)], "", False),
        (
            planned("production", 9),
            [planned("preview", 0), planned("preview2", 5)],
            "",
            0,
        ),
        (planned("preview", 0), [planned("production", 6)], "production", False),
        (planned("preview", 0), [planned("production", 7)], "", False),
        (planned("preview", 9), [planned("production", 6, done=True)], "", False),
        (planned("production", 9), [planned("sandbox", 8)], "", False),
        (planned("production", 9), [planned("sandbox", 9)], "advises a sandbox", True),
        (planned("production", 9), [planned("sandbox", None)], "without a date", True),
        (planned("production", 9), [planned("sandbox", 12, done=True)], "", False),
        (planned("sandbox", 9), [planned("production", 9)], "advises a sandbox", True),
        (planned("sandbox", 9), [planned("production", 12)], "", False),
        (planned("production", None), [planned("preview", 0)], "", False),
        (planned("production", 0, done=True), [], "already", False),
        (planned("production", 0), [], "", False),
    ],
)
def test_the_order_of_the_org_track(
    *, org: OrgDate, others: list[OrgDate], said: str, advised: bool
) -> None:
    found = check_upgrade_order(org, others)
    if not said:
        assert found == ()
        return
    assert said in found[0].sentence
    assert found[0].advised is bool(advised)


def test_an_upgrade_in_a_freeze_is_refused() -> None:
    freeze = Frozen(Span(START, START), "Payroll run")
    (refusal,) = check_upgrade_order(planned("production", 0), [], [freeze])
    assert "Payroll run" in refusal.sentence
    assert check_upgrade_order(planned("production", 1), [], [freeze]) == ()


@given(
    previews=st.lists(st.integers(0, 30), min_size=1, max_size=3),
    day=st.integers(0, 40),
    is_sandbox=st.booleans(),
)
def test_nothing_later_is_let_be_within_a_week_of_the_first_preview(
    *, previews: list[int], day: int, is_sandbox: bool
) -> None:
    others = [planned(f"preview{place}", at) for place, at in enumerate(previews)]
    org = planned("sandbox" if is_sandbox else "production", day)
    found = [one for one in check_upgrade_order(org, others) if not one.advised]
    assert bool(found) is (day - min(previews) < WAIT_AFTER_PREVIEW.days)


@pytest.mark.parametrize(
    ("at", "busy"),
    [
        (datetime(2027, 3, 1, 9, tzinfo=UTC), True),  # a Monday
        (datetime(2027, 3, 1, 22, tzinfo=UTC), False),
        (datetime(2027, 3, 6, 9, tzinfo=UTC), False),  # a Saturday
        (datetime(2027, 3, 5, 6, 59, tzinfo=UTC), False),
    ],
)
def test_the_hint_names_a_working_hour_and_always_the_session_token(
    *, at: datetime, busy: bool
) -> None:
    hint = hour_hint(at)
    assert ("working hour" in hint) is busy
    assert "lives 5 minutes" in hint
