"""The pages of counterparts: who sees them, joins, leaves and carries over."""

import pytest
from django.test import Client

from apps.accounts.models import Role, User
from apps.checklists import services
from apps.checklists.places import place_in
from apps.checklists.services.families import join
from apps.checklists.services.running import record_run
from apps.inventory.models import Application
from apps.orgs.models import Org
from tests.checklists.steps import STAGE, WHY, application_of, make_step, say, state_of
from tests.checklists.test_running import outcomes
from tests.factories import NOW, make_application, make_member, make_org


@pytest.fixture
def worker(org: Org) -> User:
    return make_member("wanda@acme.example", Role.CONTRIBUTOR)


@pytest.fixture
def here(org: Org) -> Application:
    return application_of(make_step(org, label="Portal"))


@pytest.fixture
def there(org: Org) -> Application:
    preview = make_org("acme-preview", environment="preview")
    return application_of(make_step(preview, label="Portal (preview)"))


def address(application: Application, action: str = "") -> str:
    return f"/applications/{application.pk}/counterparts/{action}"


def test_likely_counterparts_are_joined_by_choice(
    client: Client, worker: User, here: Application, there: Application
) -> None:
    client.force_login(worker)
    text = client.get(address(here)).content.decode()
    assert "Portal (preview)" in text
    assert "70 % sure: the same label" in text
    client.post(address(here, "join/"), {"application": there.pk})
    here.refresh_from_db()
    assert here.family is not None
    page = client.get(f"/applications/{here.pk}/").content.decode()
    assert f'href="/applications/{there.pk}/"' in page
    client.post(address(here, "leave/"))
    here.refresh_from_db()
    assert here.family is None
    answer = client.post(address(here, "leave/"), follow=True)
    assert "in no family" in answer.content.decode()


def test_strangers_find_nothing_and_readers_change_nothing(
    client: Client, outsider: User, viewer: User, here: Application, there: Application
) -> None:
    for person, sight, change in ((outsider, 404, 404), (viewer, 200, 403)):
        client.force_login(person)
        assert client.get(address(here)).status_code == sight
        for action in ("join/", "leave/", "carry/"):
            answer = client.post(address(here, action), {"application": there.pk})
            assert answer.status_code == change
    assert Application.objects.filter(family__isnull=False).count() == 0


@pytest.mark.parametrize("key", ["", "x", "0", "9" * 40])
def test_an_application_that_is_none_cannot_be_joined(
    client: Client, worker: User, here: Application, key: str
) -> None:
    client.force_login(worker)
    answer = client.post(address(here, "join/"), {"application": key})
    assert answer.status_code == 404


def test_both_sides_of_a_join_have_to_be_ones_own_work(
    client: Client, contributor: User, here: Application, there: Application
) -> None:
    client.force_login(contributor)
    answer = client.post(address(here, "join/"), {"application": there.pk})
    assert answer.status_code == 404
    assert "Portal (preview)" not in client.get(address(here)).content.decode()


def test_proof_is_offered_chosen_and_carried_over(
    client: Client, worker: User, here: Application, there: Application
) -> None:
    join(here, there, worker)
    code = say(place_in(there, STAGE), "source_code", observed_at=NOW)
    shape = say(place_in(there, "app_interaction_code_grant"), "configuration")
    services.attest(place_in(there, "decouple_sessions"), WHY, worker, NOW)
    run = record_run(
        place_in(there, "sdk_test_config"), "before", outcomes(), "", worker, NOW
    )
    client.force_login(worker)
    text = " ".join(client.get(address(here)).content.decode().split())
    assert f'name="proof" value="{code.pk}"' in text
    assert f'name="proof" value="{shape.pk}"' not in text
    assert f'name="run" value="{run.pk}"' in text
    data = {"application": there.pk, "run": run.pk}
    client.post(address(here, "carry/"), data)
    assert here.check_runs.get().carried_from == run
    forged = {"application": there.pk, "proof": shape.pk}
    answer = client.post(address(here, "carry/"), forged, follow=True)
    assert "cannot be carried over" in answer.content.decode()
    assert not state_of(place_in(here, "app_interaction_code_grant"))
    nothing = client.post(
        address(here, "carry/"), {"application": there.pk}, follow=True
    )
    assert "choose what is offered" in nothing.content.decode()


def test_a_page_of_many_candidates_asks_a_bounded_number_of_times(
    client: Client, worker: User, here: Application, there: Application
) -> None:
    for number in range(40):
        make_application(there.org, f"Portal preview {number}x")
    client.force_login(worker)
    assert client.get(address(here)).status_code == 200
