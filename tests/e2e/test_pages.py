"""Pages as wide as a telephone, without script, and the list as one uses it."""

import re
from typing import Any

import pytest
from pytest_django.live_server_helper import LiveServer

from tests.e2e.installation import Installation

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]

OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
FOCUSED = "document.activeElement.id"


def test_no_page_is_wider_than_a_telephone(
    signed_in: Any, live_server: LiveServer, installation: Installation
) -> None:
    signed_in.set_viewport_size({"width": 390, "height": 844})
    wide = []
    for path in installation.pages():
        signed_in.goto(live_server.url + path)
        if signed_in.evaluate(OVERFLOW) > 0:
            wide.append(path)
    assert wide == []


def test_the_list_shows_fifteen_rows_at_once(
    signed_in: Any, live_server: LiveServer, installation: Installation
) -> None:
    signed_in.set_viewport_size({"width": 1440, "height": 1000})
    signed_in.goto(f"{live_server.url}/applications/")
    rows = signed_in.locator("table[data-rows] tbody tr").all()
    boxes = [row.bounding_box() for row in rows]
    assert sum(box["y"] + box["height"] <= 1000 for box in boxes) >= 15


def test_filters_go_into_the_address_and_come_back_with_the_button(
    signed_in: Any, live_server: LiveServer, installation: Installation
) -> None:
    page = signed_in
    page.goto(f"{live_server.url}/applications/")
    assert not page.get_by_role("button", name="Filter").is_visible()
    page.select_option("#org", "acme-production")
    page.wait_for_url("**/applications/?org=acme-production")
    page.locator("#q").press_sequentially("audit")
    page.wait_for_url(re.compile(r"q=audit"))
    assert page.evaluate(FOCUSED) == "q"
    assert page.locator(".chip").count() == 2
    page.go_back()
    page.wait_for_url("**/applications/?org=acme-production")
    page.locator("#q:placeholder-shown").wait_for()
    assert page.input_value("#org") == "acme-production"
    page.locator(".chip").click()
    page.wait_for_url("**/applications/")
    assert page.input_value("#org") == ""


def test_the_list_is_walked_by_keyboard(
    signed_in: Any, live_server: LiveServer, installation: Installation
) -> None:
    page = signed_in
    page.goto(f"{live_server.url}/applications/")
    page.keyboard.press("Control+k")
    assert page.evaluate(FOCUSED) == "q"
    links = page.locator("table[data-rows] tbody a")
    links.first.focus()
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("k")
    second = links.nth(1).inner_text()
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/applications/\d+/"))
    assert page.get_by_role("heading", level=1).inner_text() == second


def test_a_refused_decision_keeps_what_was_typed(
    signed_in: Any, live_server: LiveServer, installation: Installation
) -> None:
    page = signed_in
    page.goto(f"{live_server.url}/applications/?model=unsure")
    page.locator("table[data-rows] tbody a").first.click()
    page.get_by_text("Set the model by hand").click()
    form = page.locator("form[action$='/model/']")
    form.locator("select").select_option("redirect")
    form.locator("textarea").fill("   too   ")
    form.get_by_role("button").click()
    form = page.locator("form[action$='/model/']")
    assert form.locator("textarea").input_value().strip() == "too"
    assert form.locator("select").input_value() == "redirect"
    form.locator("textarea").fill("Its owner showed me the hosted page.")
    form.get_by_role("button").click()
    page.get_by_text("The model is set").wait_for()


def test_everything_works_without_script(
    browser: Any, live_server: LiveServer, installation: Installation
) -> None:
    context = browser.new_context(java_script_enabled=False)
    context.add_cookies([installation.session(live_server.url)])
    page = context.new_page()
    page.goto(f"{live_server.url}/applications/")
    page.select_option("#grade", "on_track")
    page.get_by_role("button", name="Filter").click()
    assert "grade=on_track" in page.url
    page.locator("#sort-org").click()
    assert re.search("grade=on_track.*sort=org", page.url)
    page.locator("table[data-rows] tbody a").first.click()
    page.get_by_text("Name an owner").click()
    form = page.locator("form[action$='/owner/']")
    form.locator("select").select_option(label="ada@acme.example")
    form.get_by_role("button").click()
    assert page.get_by_text("The owner is set").is_visible()
    page.locator("details.step:not([open]) > summary").first.click()
    assert page.get_by_text("What would prove it").first.is_visible()
    context.close()


def test_only_the_fields_of_the_chosen_credential_are_shown(
    signed_in: Any, live_server: LiveServer, installation: Installation
) -> None:
    signed_in.goto(f"{live_server.url}/orgs/connect/")
    token, key = signed_in.locator("#id_token"), signed_in.locator("#id_private_key")
    assert (token.is_visible(), key.is_visible()) == (True, False)
    signed_in.get_by_label("OAuth service app").check()
    assert (token.is_visible(), key.is_visible()) == (False, True)
