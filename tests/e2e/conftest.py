"""A real browser for what only a browser shows; skips, with the reason, without one."""

import os
import shutil
from collections.abc import Iterator
from typing import Any

import pytest

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def why_not() -> str:
    """Return what is missing for these tests, empty if nothing is."""
    try:
        import playwright  # noqa: F401
    except ImportError:
        return "Playwright is not installed: requirements/ci.txt brings it"
    if not any(map(shutil.which, NAMES)):
        return "No Chromium is installed: apt-get install chromium"
    return ""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    reason = why_not()
    for item in items:
        if "e2e" in item.path.parts:
            item.add_marker(pytest.mark.e2e)
            if reason:
                item.add_marker(pytest.mark.skip(reason=reason))


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """Start the system's own Chromium; Playwright brings none here."""
    from playwright.sync_api import sync_playwright

    # Its loop runs in this thread, where Django would refuse the database.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    path = next(filter(None, map(shutil.which, NAMES)))
    with sync_playwright() as driver:
        chromium = driver.chromium.launch(executable_path=path, args=FLAGS)
        yield chromium
        chromium.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture
def page(browser: Any) -> Iterator[Any]:
    """Open a page that fails the test on any script error or refused resource."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    problems: list[str] = []
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.on(
        "console",
        lambda line: (
            problems.append(line.text)
            if "Content Security Policy" in line.text
            else None
        ),
    )
    yield page
    context.close()
    assert problems == []


@pytest.fixture
def installation(transactional_db: None) -> Iterator[Any]:
    """Return an installation in use (tests.e2e.installation.Installation)."""
    from tests.e2e.installation import installed

    with installed() as made:
        yield made


@pytest.fixture
def signed_in(page: Any, live_server: Any, installation: Any) -> Any:
    """Return a page of an administrator of that installation."""
    page.context.add_cookies([installation.session(live_server.url)])
    return page
