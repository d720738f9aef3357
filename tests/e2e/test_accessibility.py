"""Every page of an installation in use, light and dark, against WCAG 2.2 AA by axe."""

from pathlib import Path
from typing import Any

import pytest
from pytest_django.live_server_helper import LiveServer

from tests.e2e.installation import Installation

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]

AXE = Path(__file__).parent.parent / "vendor" / "axe" / "axe.min.js"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
OPEN = "document.querySelectorAll('details').forEach(one => { one.open = true })"
RUN = """async (tags) => {
  const found = await axe.run(document, {runOnly: {type: "tag", values: tags}});
  return found.violations.flatMap(one => one.nodes.map(
    node => `${one.id}: ${node.target.join(" ")} ${node.failureSummary}`));
}"""


def faults(page: Any, address: str) -> list[str]:
    page.goto(address)
    page.evaluate(OPEN)
    page.evaluate(AXE.read_text("utf-8"))
    return [f"{address}: {fault}" for fault in page.evaluate(RUN, TAGS)]


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_every_page_passes_the_checks(
    signed_in: Any, live_server: LiveServer, installation: Installation, theme: str
) -> None:
    signed_in.emulate_media(color_scheme=theme)
    found = [
        fault
        for path in installation.pages()
        for fault in faults(signed_in, f"{live_server.url}{path}")
    ]
    assert not found, "\n".join(found)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_pages_before_signing_in_pass_them_too(
    page: Any, live_server: LiveServer, theme: str
) -> None:
    page.emulate_media(color_scheme=theme)
    paths = ["/accounts/login/", "/accounts/password/reset/", "/start/no-such-link/"]
    found = [fault for path in paths for fault in faults(page, live_server.url + path)]
    assert not found, "\n".join(found)
