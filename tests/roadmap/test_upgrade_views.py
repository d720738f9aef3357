"""The upgrade of an org: its date, what stands before it, and the week after."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from apps.accounts.models import Role, User
from apps.orgs.models import EngineName, Environment, Org
from apps.plans import services
from apps.plans.models import OrgUpgrade
from apps.roadmap.pages.upgrade import countdown
from apps.roadmap.quiet_week import QuietWeek, is_policy, quiet_week_of
from apps.snapshots.access import Sight
from apps.snapshots.models import ObjectVersion, Snapshot
from tests.factories import (
    make_application,
    make_member,
    make_org,
    make_snapshot,
    make_team,
)

NOW = timezone.now()
DAY = timedelta(days=1)
PAGE = "/orgs/acme-production/upgrade/"


def typed(days: int = 30, **changes: str) -> dict[str, str]:
    day = (NOW + timedelta(days=days)).date().isoformat()
    return {"day": day, "hour": "03:00", "zone": "Europe/Berlin", **changes}


def version(org: Org, part: str, okta_id: str, **fields: Any) -> ObjectVersion:
    return ObjectVersion.objects.create(
        **{
            "org": org,
            "part": part,
            "okta_id": okta_id,
            "digest": f"{okta_id}{fields['since'].pk}",
            "body": f'{{"id": "{okta_id}", "name": "{okta_id}"}}',
            **fields,
        }
    )


@pytest.fixture
def upgraded(org: Org) -> Org:
    """Return an org that switched two days ago and changed a policy since."""
    old = make_snapshot(org, seen_at=NOW - 3 * DAY)
    org.engine = EngineName.IDENTITY_ENGINE
    org.upgraded_seen_at = NOW - 2 * DAY
    org.save()
    first = make_snapshot(org, seen_at=NOW - 2 * DAY)
    latest = make_snapshot(org, seen_at=NOW - DAY)
    policy = version(org, "access_policies", "rst1", since=old, until=latest)
    version(org, "access_policies", "rst1", since=latest)
    version(org, "applications", "0oaOURS", since=latest)
    version(org, "applications", "0oaTHEIRS", since=latest)
    assert policy.digest
    assert first.pk
    return org


def week_of(user: User, org: Org) -> QuietWeek:
    week = quiet_week_of(Sight.of(user, org))
    assert week is not None
    return week


def test_it_shows_what_stands_before_the_upgrade(
    client: Client, viewer: User, org: Org
) -> None:
    make_snapshot(org)
    client.force_login(viewer)
    text = client.get(PAGE).content.decode()
    assert "Upgrade of acme-production · Upgrade planner" in text
    assert "Inventory every integration of the org" in text
    assert "Invalid factor sequencing chain" in text
    assert "no date yet" in text
    assert "Plan the upgrade" not in text
    assert "quiet-week" not in text


def test_a_lead_plans_it_in_hours_of_a_place(
    client: Client, lead: User, org: Org
) -> None:
    client.force_login(lead)
    data = typed(hour="22:00", zone="Asia/Tokyo", note="With the night shift.")
    text = client.post(f"{PAGE}plan/", data, follow=True).content.decode()
    row = OrgUpgrade.objects.get()
    assert row.planned_at.hour == 13
    assert "22:00 Asia/Tokyo" in text
    assert "lives 5 minutes" in text
    assert "With the night shift." in text
    client.post(f"{PAGE}withdraw/", {"reason": "Moved."})
    assert not OrgUpgrade.objects.exists()
    answer = client.post(f"{PAGE}withdraw/", follow=True)
    assert "No upgrade of this org is planned." in answer.content.decode()


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (typed(-1), "That moment is past."),
        (typed(zone="Mars/Base"), "Select a valid choice"),
        (typed(day="soon"), "Enter a valid date."),
        (typed(5), "seven days after the preview org acme-preview"),
        (typed(9, note="At dawn."), "advises a sandbox"),
    ],
)
def test_a_refused_date_comes_back_as_typed(
    client: Client, administrator: User, org: Org, data: dict[str, str], said: str
) -> None:
    preview = make_org("acme-preview", environment=Environment.PREVIEW)
    make_org("acme-sandbox", environment=Environment.SANDBOX)
    at = NOW.replace(hour=12) + DAY
    services.plan_upgrade(preview, at, administrator, now=NOW)
    client.force_login(administrator)
    answer = client.post(f"{PAGE}plan/", data)
    assert answer.status_code == 422
    text = answer.content.decode()
    assert said in text
    assert f'value="{data["day"]}"' in text
    assert data.get("note", "") in text
    assert not OrgUpgrade.objects.filter(org=org).exists()


def test_readers_plan_nothing_and_strangers_find_nothing(
    client: Client, contributor: User, outsider: User, org: Org
) -> None:
    assert client.get(PAGE).status_code == 302
    client.force_login(contributor)
    assert client.get(PAGE).status_code == 200
    for action in ("plan", "withdraw"):
        assert client.post(f"{PAGE}{action}/", typed()).status_code == 403
        assert client.get(f"{PAGE}{action}/").status_code == 405
    client.force_login(outsider)
    assert client.get(PAGE).status_code == 404
    assert client.post(f"{PAGE}plan/", typed()).status_code == 404


def test_an_upgraded_org_counts_down_and_flags_policy_changes(
    client: Client, viewer: User, upgraded: Org
) -> None:
    client.force_login(viewer)
    text = client.get(PAGE).content.decode()
    assert "by two syncs" in text
    assert "for 4 days and 23 hours" in text or "for 5 days" in text
    assert "3 changes between" in text
    assert "1 policy change in the quiet week" in text
    assert text.count("Policy changed in the quiet week") == 1
    assert "rst1" in text


def test_the_week_tells_when_each_change_was_seen(viewer: User, upgraded: Org) -> None:
    week = week_of(viewer, upgraded)
    assert [one.entry.change.okta_id for one in week.flagged] == ["rst1"]
    assert {one.seen_at for one in week.changes} == {NOW - DAY}
    upgraded.upgraded_seen_at = NOW - 30 * DAY  # the same changes, after the week
    Snapshot.objects.filter(engine=EngineName.CLASSIC).update(seen_at=NOW - 31 * DAY)
    late = week_of(viewer, upgraded)
    assert len(late.changes) == 3
    assert late.flagged == []


def test_the_week_names_no_application_of_another_team(
    client: Client, upgraded: Org
) -> None:
    team = make_team("Checkout")
    teammate = make_member("tea@acme.example", Role.LEAD, team=team)
    make_application(upgraded, "Ours", okta_id="0oaOURS", team=team)
    client.force_login(teammate)
    text = client.get(PAGE).content.decode()
    assert "0oaOURS" in text
    assert "0oaTHEIRS" not in text
    assert "2 changes between" in text


def test_one_reading_since_the_switch_shows_no_change_yet(
    client: Client, viewer: User, org: Org
) -> None:
    org.engine, org.upgraded_seen_at = EngineName.IDENTITY_ENGINE, NOW
    org.save()
    make_snapshot(org, seen_at=NOW)
    client.force_login(viewer)
    assert "the next one shows what changed" in client.get(PAGE).content.decode()
    Snapshot.objects.update(pruned_at=NOW)
    assert "No reading from after the switch" in client.get(PAGE).content.decode()


@pytest.mark.parametrize(
    ("engine", "seen_at"),
    [(EngineName.IDENTITY_ENGINE, None), (EngineName.CLASSIC, NOW)],
    ids=["came upgraded", "rolled back"],
)
def test_an_org_without_a_switch_has_no_week(
    viewer: User, org: Org, engine: str, seen_at: datetime | None
) -> None:
    org.engine, org.upgraded_seen_at = engine, seen_at
    assert quiet_week_of(Sight.of(viewer, org)) is None
    assert countdown(org, NOW) is None


@pytest.mark.parametrize(
    ("passed", "days", "hours", "over"),
    [
        (timedelta(0), 7, 0, False),
        (timedelta(days=6, hours=21), 0, 3, False),
        (timedelta(days=7), 0, 0, True),
        (timedelta(days=70), 0, 0, True),
    ],
)
def test_the_rollback_window_counts_down(
    *, org: Org, passed: timedelta, days: int, hours: int, over: bool
) -> None:
    org.engine, org.upgraded_seen_at = EngineName.IDENTITY_ENGINE, NOW - passed
    left = countdown(org, NOW)
    assert left is not None
    assert (left.days, left.hours, left.is_over) == (days, hours, over)


@pytest.mark.parametrize(
    ("part", "expected"),
    [
        ("sign_on_policies", True),
        ("policy_rules", True),
        ("authenticators", True),
        ("authorization_server_rules", True),
        ("applications", False),
        ("brands", False),
    ],
)
def test_what_counts_as_a_policy(*, part: str, expected: bool) -> None:
    assert is_policy(part) is expected


def test_it_asks_as_much_for_many_changes_as_for_one(
    client: Client,
    viewer: User,
    upgraded: Org,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    latest = Snapshot.objects.filter(org=upgraded).order_by("-pk")[0]
    for number in range(40):
        version(upgraded, "zones", f"nzo{number}", since=latest)
    client.force_login(viewer)
    with django_assert_max_num_queries(36):
        client.get(PAGE)
