"""When what happens in the demo company."""

from datetime import UTC, datetime, timedelta

from apps.demo.rules import ORDER, calendar, moment, org_name, sync_days
from apps.simulator.demo import LAST_DAY, UPGRADE_DAY, demo_company

TODAY = datetime(2026, 11, 2, 4, 30, tzinfo=UTC)


def test_the_timeline_is_the_same_each_time() -> None:
    assert demo_company().timeline == demo_company().timeline


def test_every_org_is_synced_on_the_first_and_the_last_day() -> None:
    stops = {stop.day: stop for stop in calendar(demo_company().timeline)}
    assert tuple(stops[0].syncs) == tuple(stops[LAST_DAY].syncs) == ORDER


def test_an_org_is_synced_on_the_day_of_a_change() -> None:
    for edit in (timeline := demo_company().timeline):
        days = {stop.day for stop in calendar(timeline) if edit.org in stop.syncs}
        assert edit.day in days


def test_a_stop_says_what_changed_first() -> None:
    stops = {stop.day: stop for stop in calendar(demo_company().timeline)}
    assert stops[UPGRADE_DAY].syncs["preview"].startswith("Okta upgrades")


def test_weeks_without_a_change_get_a_sync() -> None:
    assert sync_days([3, 30])[:6] == [0, 3, 10, 17, 24, 30]


def test_more_days_are_stops_without_a_sync() -> None:
    stops = {stop.day: stop for stop in calendar([], more_days=[5])}
    assert dict(stops[5].syncs) == {}


def test_moments_lie_in_order_and_end_now() -> None:
    moments = [moment(TODAY, day, name) for day in range(LAST_DAY) for name in ORDER]
    assert moments == sorted(moments)
    assert moments[-1] < moment(TODAY, LAST_DAY) == TODAY
    assert TODAY - moments[0] < timedelta(days=LAST_DAY + 1)


def test_names_say_demo() -> None:
    assert org_name("preview") == "demo-preview"
