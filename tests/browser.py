"""Chromium for tests: one for each worker, a fresh window for each test.

A test that asks for `page` or `page_without_scripts` is a browser test: it gets the marker
`browser`, a live server, and fails in the end if the console said anything (a script's error, a
file that isn't there, something that the Content-Security-Policy forbids).
"""

import os
import shutil
import time
from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.core.cache import cache
from django.test import Client
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    Request,
    sync_playwright,
)
from pytest_django.live_server_helper import LiveServer

from accounts.models import User

CHROMIUMS = ("chromium", "chromium-browser", "google-chrome")
PATIENCE = 15_000
"""Milliseconds until something that doesn't show up is called missing."""
LOOKS = [(width, scheme) for width in (1280, 320) for scheme in ("light", "dark")]
"""Every width and colour scheme that a page is looked at in."""


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Whatever needs a browser carries the marker, so that `-m "not browser"` leaves it out."""
    for item in items:
        if "browser" in getattr(item, "fixturenames", ()):
            item.add_marker("browser")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The Chromium that is installed here; without one tests are skipped, but never in CI."""
    found = next(filter(None, map(shutil.which, CHROMIUMS)), None)
    if found is None:
        without = pytest.fail if os.environ.get("CI") else pytest.skip
        without(f"needs a browser, one of: {', '.join(CHROMIUMS)}")
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as playwright:
        # Playwright's loop runs in this thread, which Django would take for asynchronous code.
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
        yield playwright.chromium.launch(executable_path=found, args=["--no-sandbox"])


@pytest.fixture
def console() -> list[str]:
    """What the windows of this test complained of; a test that means it to happen clears it."""
    return []


@pytest.fixture
def page(browser: Browser, live_server: LiveServer, console: list[str]) -> Iterator[Page]:
    """A window of 1280 × 900 without cookies, whose addresses start at the live server."""
    yield from _window(browser, live_server, console)


@pytest.fixture
def page_without_scripts(
    browser: Browser, live_server: LiveServer, console: list[str]
) -> Iterator[Page]:
    """The same with JavaScript switched off."""
    yield from _window(browser, live_server, console, java_script_enabled=False)


def _window(
    browser: Browser, server: LiveServer, console: list[str], java_script_enabled: bool = True
) -> Iterator[Page]:
    cache.clear()  # Sign-ins are counted there, and a live server's tests roll nothing back.
    context = browser.new_context(
        base_url=server.url,
        viewport={"width": 1280, "height": 900},
        reduced_motion="reduce",
        java_script_enabled=java_script_enabled,
    )
    context.set_default_timeout(PATIENCE)
    _listen(context, console)
    asked = _requests(context)
    page = context.new_page()
    yield page
    # What a script asked for last is answered before the test's rows go.
    deadline = time.monotonic() + PATIENCE / 1000
    while asked and not page.is_closed() and time.monotonic() < deadline:
        page.wait_for_timeout(10)
    context.close()
    assert console == []


def _requests(context: BrowserContext) -> set[Request]:
    """The requests of a window that wait for their answer, kept up as they come and go."""
    asked: set[Request] = set()
    context.on("request", lambda request: asked.add(request))
    context.on("requestfinished", lambda request: asked.discard(request))
    context.on("requestfailed", lambda request: asked.discard(request))
    return asked


def _listen(context: BrowserContext, console: list[str]) -> None:
    def hear(message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            console.append(f"{message.text} ({message.location['url']})")

    context.on("console", hear)
    context.on("weberror", lambda error: console.append(str(error.error)))


def sign_in(page: Page, viewer: User) -> None:
    """The viewer is signed in from the next page on (no password, no form)."""
    client = Client()
    client.force_login(viewer)
    cookie = client.cookies[settings.SESSION_COOKIE_NAME].value
    page.context.add_cookies(
        [
            {
                "name": settings.SESSION_COOKIE_NAME,
                "value": cookie,
                "domain": "localhost",
                "path": "/",
            }
        ]
    )


def look(page: Page, width: int, scheme: str) -> None:
    """Show the page that wide, in the `light` or `dark` scheme."""
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")


def sideways(page: Page) -> int:
    """By how many pixels the page is wider than the window: 0, or someone must scroll."""
    return int(page.evaluate("document.scrollingElement.scrollWidth - innerWidth"))


def axe(page: Page) -> None:
    """Assert that axe finds nothing on the page as it is now."""
    found = Axe().run(page)
    assert found.response["violations"] == [], found.generate_report()
