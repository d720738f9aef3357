"""The pages of waves: planned, refused with what was typed, fixed, filled, removed."""

from datetime import UTC, datetime

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from apps.accounts.models import Role, User
from apps.inventory.models import Application
from apps.orgs.models import Org
from apps.plans import services
from apps.plans.models import Wave, WavePhase
from tests.factories import make_application, make_member, make_team

PAGE = "/roadmap/waves/first-wave/"
NEW = "/roadmap/new-wave/"
DATES = {
    "grants_starts": "2027-03-01",
    "grants_ends": "2027-03-05",
    "sdk_starts": "2027-03-08",
    "sdk_ends": "2027-03-12",
}


def test_a_wave_is_made_and_dated(client: Client, org: Org, lead: User) -> None:
    client.force_login(lead)
    assert "Over several orgs" in client.get(NEW).content.decode()
    answer = client.post(NEW, {"title": "First wave", "where": str(org.pk)})
    assert answer["Location"] == PAGE
    answer = client.post(f"{PAGE}dates/", DATES, follow=True)
    text = answer.content.decode()
    assert "The dates are kept." in text
    assert "No break to test in between Grants and SDK" in text
    assert WavePhase.objects.count() == 2


def test_a_refused_wave_shows_what_was_typed(
    client: Client, lead: User, wave: Wave
) -> None:
    client.force_login(lead)
    answer = client.post(NEW, {"title": "First wave", "where": "over"})
    assert answer.status_code == 422
    assert "Another wave has this title" in answer.content.decode()
    assert client.post(NEW, {"title": "x", "where": "0"}).status_code == 422


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"sdk_starts": "2027-03-04"}, "overlaps Grants"),
        ({"sdk_starts": ""}, "Give both days, or none."),
        ({"sdk_starts": "soon"}, "Enter a valid date."),
        ({"sdk_ends": "2027-03-07"}, "SDK ends before it starts."),
        ({"break_grants_starts": "2027-03-06"}, "Give both days, or none."),
        ({"sdk_ends": "2027-04-20"}, "the freeze of acme-production"),
    ],
)
def test_refused_dates_come_back_as_typed(
    client: Client, lead: User, wave: Wave, changes: dict[str, str], said: str
) -> None:
    client.force_login(lead)
    answer = client.post(f"{PAGE}dates/", {**DATES, **changes})
    assert answer.status_code == 422
    text = answer.content.decode()
    assert said in text
    assert all(f'value="{value}"' in text for value in changes.values() if value)
    assert WavePhase.objects.get(phase="sdk").starts.isoformat() == "2027-03-08"


def test_an_advised_order_is_left_with_a_reason(
    client: Client, lead: User, wave: Wave
) -> None:
    client.force_login(lead)
    swapped = {
        "registration_starts": "2027-03-01",
        "registration_ends": "2027-03-02",
        "recovery_starts": "2027-03-03",
        "recovery_ends": "2027-03-04",
    }
    answer = client.post(f"{PAGE}dates/", swapped)
    assert answer.status_code == 422
    assert "Okta advises Recovery before Registration" in answer.content.decode()
    swapped["reason"] = "Nobody registers here."
    answer = client.post(f"{PAGE}dates/", swapped, follow=True)
    assert "Nobody registers here." in answer.content.decode()


def test_a_step_after_the_upgrade_is_not_dated_before_it(
    client: Client, org: Org, lead: User, wave: Wave
) -> None:
    at, before = datetime(2027, 2, 27, tzinfo=UTC), datetime(2027, 1, 1, tzinfo=UTC)
    services.plan_upgrade(org, at, lead, now=before)
    client.force_login(lead)
    early = {"grants_starts": "2027-02-20", "grants_ends": "2027-02-21"}
    answer = client.post(f"{PAGE}dates/", early)
    assert answer.status_code == 422
    assert "planned to be upgraded on 27 February 2027" in answer.content.decode()


def test_readers_read_and_strangers_do_not(
    client: Client, viewer: User, outsider: User, wave: Wave
) -> None:
    assert client.get(PAGE).status_code == 302
    client.force_login(viewer)
    text = client.get(PAGE).content.decode()
    assert "Payroll" in text
    assert "Break after Grants" in text
    assert "<fieldset" not in text
    actions = [f"{PAGE}{one}/" for one in ("dates", "rename", "applications", "remove")]
    for address in (NEW, *actions):
        assert client.post(address, DATES).status_code == 403
    assert client.get(f"{PAGE}dates/").status_code == 405
    client.force_login(outsider)
    assert client.get(PAGE).status_code == 404
    assert all(client.post(one, DATES).status_code == 404 for one in actions)
    assert client.post(NEW, {}).status_code == 403


def test_applications_are_found_added_and_taken_out(
    client: Client, org: Org, lead: User, wave: Wave
) -> None:
    billing = make_application(org, "Billing")
    client.force_login(lead)
    text = client.get(f"{PAGE}?q=bill").content.decode()
    assert "Billing" in text
    address = f"{PAGE}applications/"
    data = {"applications": [str(billing.pk)], "action": "add"}
    assert (
        "Moved 1 application"
        in client.post(address, data, follow=True).content.decode()
    )
    assert wave.applications.count() == 2
    client.post(address, {**data, "action": "remove"})
    assert wave.applications.count() == 1
    assert client.post(address, {"action": "add"}).status_code == 422


def test_applications_of_others_are_neither_offered_nor_taken(
    client: Client, lead: User, other_org: Org, wave: Wave
) -> None:
    theirs = make_application(other_org, "Secret billing")
    client.force_login(lead)
    assert "Secret" not in client.get(f"{PAGE}?q=bill").content.decode()
    data = {"applications": [str(theirs.pk)], "action": "add"}
    assert client.post(f"{PAGE}applications/", data).status_code == 422
    theirs.refresh_from_db()
    assert theirs.wave is None


def test_members_of_another_team_are_out_of_sight(
    client: Client, org: Org, lead: User, wave: Wave
) -> None:
    team = make_team("Checkout")
    teammate = make_member("tea@acme.example", Role.LEAD, team=team)
    ours = make_application(org, "Ours", team=team)
    services.assign_wave([ours], wave, lead)
    client.force_login(teammate)
    text = client.get(PAGE).content.decode()
    assert "Ours" in text
    assert "Payroll" not in text
    assert client.post(f"{PAGE}dates/", DATES).status_code == 403


def test_a_wave_is_renamed_and_removed(client: Client, lead: User, wave: Wave) -> None:
    client.force_login(lead)
    client.post(f"{PAGE}rename/", {"title": "The first"})
    assert "The first" in client.get(PAGE).content.decode()
    assert client.post(f"{PAGE}rename/", {"title": ""}).status_code == 422
    assert "Remove The first" in client.get(f"{PAGE}remove/").content.decode()
    client.post(f"{PAGE}remove/", {"reason": "Done."})
    assert not Wave.objects.exists()
    assert Application.objects.get().wave is None


def test_a_page_asks_as_much_for_many_as_for_one(
    client: Client,
    org: Org,
    lead: User,
    wave: Wave,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    services.assign_wave([make_application(org) for _ in range(25)], wave, lead)
    client.force_login(lead)
    with django_assert_max_num_queries(16):
        client.get(f"{PAGE}?q=a")
