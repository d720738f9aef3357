"""The first minutes of a new installation, in a browser."""

import re
from typing import Any

import pytest
from pytest_django.live_server_helper import LiveServer

from apps.accounts.models import Role
from apps.accounts.services import admin_link
from tests.factories import PASSWORD, make_member

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]


def test_the_one_time_link_makes_an_administrator_who_is_let_in(
    page: Any, live_server: LiveServer
) -> None:
    page.goto(admin_link(live_server.url))
    page.get_by_label("E-mail address").fill("ada@acme.example")
    for field in page.locator("input[type=password]").all():
        field.fill(PASSWORD)
    page.locator("main button[type=submit], form button[type=submit]").first.click()
    page.wait_for_url(re.compile(rf"{live_server.url}/(?!start/)"))
    assert page.get_by_role("heading").first.is_visible()


def test_people_sign_in_by_keyboard_alone(page: Any, live_server: LiveServer) -> None:
    make_member("ada@acme.example", Role.ADMINISTRATOR)
    page.goto(f"{live_server.url}/accounts/login/")
    page.locator("input[type=email]").focus()
    page.keyboard.type("ada@acme.example")
    page.keyboard.press("Tab")
    page.locator("input[type=password]").focus()
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url(f"{live_server.url}/")
