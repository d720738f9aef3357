"""The roadmap page: what it draws and says, for whom, and its freezes."""

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from apps.accounts.models import Role, User
from apps.orgs.models import Environment, Org
from apps.plans import services
from apps.plans.models import Freeze, Wave
from tests.factories import make_application, make_member, make_org, make_team
from tests.roadmap.conftest import span

PAGE = "/roadmap/"
ADD = "/roadmap/freezes/"


def typed(**changes: str) -> dict[str, str]:
    days = {"starts": "2027-05-01", "ends": "2027-05-03"}
    return {"where": "", "reason": "Audit", **days, **changes}


def test_it_draws_orgs_waves_phases_and_says_them_in_a_table(
    client: Client, viewer: User, wave: Wave
) -> None:
    client.force_login(viewer)
    text = client.get(PAGE).content.decode()
    assert "<svg" in text
    assert "Roadmap · Upgrade planner" in text
    for word in ("First wave", "Grants", "Break after Grants", "Freeze: Year end"):
        assert word in text
    assert "1 application, 2 dated phases" in text
    assert "New wave" not in text
    assert "Add the freeze" not in text


def test_strangers_see_an_empty_roadmap(
    client: Client, outsider: User, wave: Wave
) -> None:
    assert client.get(PAGE).status_code == 302
    client.force_login(outsider)
    text = client.get(PAGE).content.decode()
    assert "No org is connected yet" in text
    assert "First wave" not in text
    assert "Year end" not in text


def test_a_team_sees_its_waves_and_counts_its_own(
    client: Client, org: Org, lead: User, wave: Wave
) -> None:
    team = make_team("Checkout")
    teammate = make_member("tea@acme.example", Role.VIEWER, team=team)
    make_application(org, "Ours", team=team)
    client.force_login(teammate)
    assert "First wave" not in client.get(PAGE).content.decode()
    ours = make_application(org, "Ours too", team=team)
    services.assign_wave([ours], wave, lead)
    assert "1 application, 2 dated" in client.get(PAGE).content.decode()


def test_it_asks_as_much_for_many_as_for_one(
    client: Client,
    administrator: User,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    for number in range(12):
        org = make_org(environment=Environment.PREVIEW)
        each = services.create_wave(f"Wave {number}", org, administrator)
        services.assign_wave([make_application(org)], each, administrator)
        services.add_freeze(org, span(0, number), "Quiet", administrator)
    client.force_login(administrator)
    with django_assert_max_num_queries(14):
        assert client.get(PAGE).status_code == 200


def test_a_lead_adds_and_removes_a_freeze(client: Client, org: Org, lead: User) -> None:
    client.force_login(lead)
    data = typed(where=str(org.pk))
    answer = client.post(ADD, data, follow=True)
    assert "Nothing can be planned" in answer.content.decode()
    freeze = Freeze.objects.get()
    assert freeze.org == org
    client.post(f"/roadmap/freezes/{freeze.pk}/remove/")
    assert not Freeze.objects.exists()


def test_a_refused_freeze_shows_what_was_typed(
    client: Client, org: Org, lead: User, wave: Wave
) -> None:
    client.force_login(lead)
    data = typed(where=str(org.pk), starts="2027-03-02", reason="Stock taking")
    answer = client.post(ADD, data)
    assert answer.status_code == 422
    text = answer.content.decode()
    assert "Wave First wave: Grants" in text
    assert 'value="Stock taking"' in text
    assert client.post(ADD, typed(where="over")).status_code == 422


@pytest.mark.parametrize("role", ["viewer", "contributor"])
def test_readers_freeze_nothing(
    client: Client, request: pytest.FixtureRequest, org: Org, role: str, wave: Wave
) -> None:
    client.force_login(request.getfixturevalue(role))
    assert client.post(ADD, typed(where=str(org.pk))).status_code == 403
    freeze = Freeze.objects.get()
    assert client.post(f"/roadmap/freezes/{freeze.pk}/remove/").status_code == 403
    assert client.get(ADD).status_code == 405


def test_a_freeze_of_another_org_does_not_exist(
    client: Client, lead: User, other_org: Org, administrator: User
) -> None:
    freeze = services.add_freeze(other_org, span(0, 1), "Theirs", administrator)
    client.force_login(lead)
    assert client.post(f"/roadmap/freezes/{freeze.pk}/remove/").status_code == 404
    assert "Theirs" not in client.get(PAGE).content.decode()


def test_only_who_leads_everywhere_freezes_everything(
    client: Client, administrator: User, org: Org
) -> None:
    client.force_login(administrator)
    client.post(ADD, typed(where="over"))
    assert Freeze.objects.get().org is None
    assert "Every org" in client.get(PAGE).content.decode()
