"""The main job in a browser: connect an org, watch it being read, see what is there."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from pytest_django.live_server_helper import LiveServer

from apps.accounts.models import Role
from apps.simulator.server import Running
from apps.snapshots.models import Snapshot
from apps.syncs.judging import judge
from tests.e2e.installation import served
from tests.factories import make_member
from tests.syncs.worlds import go_on

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]

NAME = "acme-preview"
BUTTON = "Test the credential and connect"


@pytest.fixture
def okta() -> Iterator[Running]:
    with served("identity_engine", 11) as okta:
        yield okta


@pytest.fixture
def browsing(page: Any, live_server: LiveServer, transactional_db: None) -> Any:
    """Return a page of an administrator of a new installation."""
    client = Client()
    client.force_login(make_member("ada@acme.example", Role.ADMINISTRATOR))
    name = settings.SESSION_COOKIE_NAME
    value = client.cookies[name].value
    page.context.add_cookies([{"name": name, "value": value, "url": live_server.url}])
    return page


def connect(page: Any, base: str, okta: Running, token: str) -> None:
    page.goto(f"{base}/orgs/connect/")
    page.get_by_label("Name", exact=True).fill(NAME)
    page.get_by_label("Org URL").fill(okta.origin)
    page.get_by_label("API token", exact=True).fill(token)
    page.get_by_role("button", name=BUTTON).click()


def test_an_org_is_connected_synced_and_seen(
    browsing: Any, live_server: LiveServer, okta: Running
) -> None:
    page, base = browsing, live_server.url
    connect(page, base, okta, okta.token)
    page.get_by_text("parts can be read").wait_for()
    page.goto(f"{base}/")
    page.get_by_role("link", name=NAME).first.click()
    page.get_by_role("button", name="Sync now").click()
    page.wait_for_url(re.compile(rf"/orgs/{NAME}/syncs/\d+/$"))
    assert page.get_by_text("waiting for a worker").is_visible()
    go_on(Snapshot.objects.get(), judge=judge)
    page.get_by_text(re.compile(r"^\s*ended ")).wait_for()
    page.goto(f"{base}/applications/?org={NAME}")
    assert page.get_by_role("link", name="Office 365 of the stores").count() == 1
    page.goto(f"{base}/findings/?org={NAME}")
    blocker = page.get_by_role("link", name="routes to Integrated Windows").first
    blocker.click()
    assert page.get_by_role("link", name="Open the raw reading").is_visible()


def test_a_sync_is_watched_until_its_end_and_no_longer(
    browsing: Any, live_server: LiveServer, okta: Running
) -> None:
    page, base = browsing, live_server.url
    connect(page, base, okta, okta.token)
    page.get_by_text("parts can be read").wait_for()
    page.goto(f"{base}/orgs/{NAME}/")
    page.get_by_role("button", name="Sync now").click()
    page.wait_for_url(re.compile(rf"/orgs/{NAME}/syncs/\d+/$"))
    polls: list[str] = []
    page.on(
        "request",
        lambda asked: polls.append(asked.url) if "progress" in asked.url else None,
    )
    page.wait_for_timeout(2500)
    assert polls
    go_on(Snapshot.objects.get(), judge=judge)
    page.get_by_text(re.compile(r"^\s*ended ")).wait_for()
    before = len(polls)
    page.wait_for_timeout(2500)
    assert len(polls) == before
    page.reload()
    assert page.get_by_text(re.compile(r"^\s*ended ")).is_visible()


def test_a_refused_credential_keeps_what_was_typed_and_changes_nothing(
    browsing: Any, live_server: LiveServer, okta: Running
) -> None:
    page, base = browsing, live_server.url
    statuses: list[int] = []
    page.on(
        "response",
        lambda answer: (
            statuses.append(answer.status) if answer.request.method == "POST" else None
        ),
    )
    connect(page, base, okta, "00wrong-token")
    page.get_by_text("Okta does not accept the API token").wait_for()
    assert statuses == [422]
    assert page.get_by_label("Name", exact=True).input_value() == NAME
    assert page.get_by_label("Org URL").input_value() == okta.origin
    assert page.get_by_label("API token", exact=True).input_value() == ""
    page.get_by_label("API token", exact=True).fill(okta.token)
    page.get_by_role("button", name=BUTTON).click()
    page.get_by_text("parts can be read").wait_for()
