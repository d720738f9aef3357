"""The page of the demo: who may, what it says, what its buttons do."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django.fixtures import Settings

from apps.accounts.models import Membership, Role, User
from apps.checklists.models import ApplicationRollup
from apps.demo.models import DemoCompany
from apps.findings.models import Finding
from apps.orgs.models import Org
from tests.factories import NOW, make_application, make_org

State = DemoCompany.State
PAGE = reverse("demo:progress")

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _supervised(settings: Settings) -> None:
    """Say that a supervisor runs, whatever the database of the tests is."""
    settings.DATABASE_IS_EMBEDDED = True


def signed_in(person: User) -> Client:
    client = Client()
    client.force_login(person)
    return client


def make_company(state: str, **fields: Any) -> None:
    DemoCompany.objects.create(state=state, **fields)


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("name", ["progress", "start", "remove"])
def test_strangers_are_sent_to_sign_in(client: Client, name: str, method: str) -> None:
    answer = getattr(client, method)(reverse(f"demo:{name}"))
    assert answer.status_code in (302, 405)
    assert not DemoCompany.objects.exists()


def test_who_leads_nothing_is_refused(contributor: User, outsider: User) -> None:
    for person in (contributor, outsider):
        client = signed_in(person)
        assert client.get(PAGE).status_code == 403
        assert client.post(reverse("demo:start")).status_code == 403
        assert client.post(reverse("demo:remove")).status_code == 403
    assert not DemoCompany.objects.exists()


def test_who_has_a_role_in_it_may_look_and_not_change(contributor: User) -> None:
    make_company(State.READY)
    demo = make_org("demo-preview", is_demo=True)
    Membership.objects.create(user=contributor, org=demo, role=Role.VIEWER)
    client = signed_in(contributor)
    page = client.get(PAGE)
    assert "demo-preview" in page.text
    assert reverse("demo:remove") not in page.text
    assert client.post(reverse("demo:remove")).status_code == 403


def test_a_lead_starts_it(lead: User) -> None:
    answer = signed_in(lead).post(reverse("demo:start"), follow=True)
    assert answer.redirect_chain == [(PAGE, 302)]
    assert "Starting the simulated orgs" in answer.text
    assert DemoCompany.objects.get().asked_by == lead


def test_the_button_stands_on_the_first_page(administrator: User) -> None:
    answer = signed_in(administrator).get("/")
    assert f'action="{reverse("demo:start")}"' in answer.text


def test_progress_is_polled_until_it_is_ready(administrator: User) -> None:
    make_company(State.BUILDING, done=3, total=35, doing="27 September, preview")
    client = signed_in(administrator)
    page = client.get(PAGE)
    assert 'hx-trigger="every 1s"' in page.text
    assert "27 September, preview" in page.text
    assert client.get(PAGE, headers={"HX-Request": "true"}).status_code == 200
    DemoCompany.objects.update(state=State.READY)
    last = client.get(PAGE, headers={"HX-Request": "true"})
    assert last.status_code == 286
    assert "hx-trigger" not in last.text


def test_a_failure_says_why_and_can_be_tried_again(administrator: User) -> None:
    make_company(State.FAILED, reason="The simulator does not answer.")
    client = signed_in(administrator)
    assert "The simulator does not answer." in client.get(PAGE).text
    client.post(reverse("demo:start"))
    assert DemoCompany.objects.get().state == State.ASKED


def test_a_team_reads_which_command_to_run(
    administrator: User, settings: Settings
) -> None:
    settings.DATABASE_IS_EMBEDDED = False
    client = signed_in(administrator)
    for page in ("/", PAGE):
        text = client.get(page).text
        assert "manage.py simulate_demo" in text
        assert f'action="{reverse("demo:start")}"' not in text
    client.post(reverse("demo:start"))
    assert not DemoCompany.objects.exists()


def test_a_team_has_the_button_once_the_simulator_runs(
    administrator: User, settings: Settings
) -> None:
    settings.DATABASE_IS_EMBEDDED = False
    make_company(State.OFF, heard_at=timezone.now())
    assert (
        f'action="{reverse("demo:start")}"' in signed_in(administrator).get(PAGE).text
    )


def test_removal_waits_until_it_is_made(administrator: User) -> None:
    make_company(State.BUILDING, lease_until=timezone.now() + timedelta(days=1))
    answer = signed_in(administrator).post(reverse("demo:remove"), follow=True)
    assert "nothing to remove" in answer.text
    assert DemoCompany.objects.get().state == State.BUILDING


def test_removal_is_announced(administrator: User) -> None:
    make_company(State.READY)
    answer = signed_in(administrator).post(reverse("demo:remove"), follow=True)
    assert "Removing it" in answer.text


def test_every_list_says_demo(administrator: User) -> None:
    make_org("demo-preview", environment="preview", is_demo=True)
    make_org("acme-preview", environment="preview")
    assert Org.objects.count() == 2
    text = signed_in(administrator).get("/").text
    assert "demo company" in text.lower()
    assert "never counted with your own" in text


def test_a_demo_is_never_counted_with_real_orgs(administrator: User) -> None:
    demo = make_org("demo-preview", environment="preview", is_demo=True)
    make_application(demo, "Click and Collect")
    ApplicationRollup.objects.create(org=demo, model="unsure", grade="unsure", n=1)
    make_finding(demo)
    client = signed_in(administrator)
    lists = (reverse("checklists:application_list"), reverse("findings:finding_list"))
    alone = [client.get(url).context["page"].listing.total for url in lists]
    make_org("acme-preview", environment="preview")
    beside = [client.get(url).context["page"].listing.total for url in lists]
    chosen = [
        client.get(f"{url}?org=demo-preview").context["page"].listing.total
        for url in lists
    ]
    assert (alone, beside, chosen) == ([1, 1], [0, 0], [1, 1])


def make_finding(org: Org) -> Finding:
    return Finding.objects.create(
        org=org,
        probe="no_routing_rule_uses_iwa",
        subject="org",
        severity="blocker",
        message="It routes to IWA.",
        opened_at=NOW,
        last_seen_at=NOW,
    )
