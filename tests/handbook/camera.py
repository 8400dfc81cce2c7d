"""A browser goes to each screen as the role that it is for, and takes the picture."""

from __future__ import annotations

import io
import random
import tempfile
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

import factory.random
from django.conf import settings
from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.test import Client
from django.test.testcases import LiveServerThread
from PIL import Image
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright
from playwright.sync_api import Error as BrowserError

from home.handbook import image_path
from tests import databases
from tests.conftest import chromium_path

from .content import ExampleSite, fill
from .screens import Screen, screens, write_pictures

SIZE = {"width": 1280, "height": 800}
TALLEST = 1100
# A picture of a part has some room at its sides; above and below stand its neighbours.
MARGIN_SIDE, MARGIN_ABOVE = 16, 4
QUALITY = 70
AGENT = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
TIMEOUT = 30_000
# Nothing moves, no cursor blinks, and what is saved by itself is not on its way.
STILL = """
*, *::before, *::after {
  animation: none !important; transition: none !important; caret-color: transparent !important;
}
"""
SETTLED = """
() => document.fonts.status === "loaded"
  && ![...document.querySelectorAll(".w-loading-mask, .icon-spinner, .loading-spinner")]
    .some((element) => element.checkVisibility({ visibilityProperty: true, opacityProperty: true }))
  && [...document.querySelectorAll("iframe")]
    .filter((frame) => frame.checkVisibility())
    .every((frame) => frame.contentDocument?.readyState === "complete"
      && frame.contentDocument.body.childElementCount)
"""
# A panel that one picture has opened is closed again in the next.
FORGET = "if (window === window.top) localStorage.clear();"


def photograph(language: str, now: datetime, only: Collection[str] | None = None) -> list[str]:
    """Make the pictures of a language and return what went wrong."""
    wanted = [screen for screen in screens(language) if not only or screen.name in only]
    if not wanted:
        return []
    image_path(language, "x").parent.mkdir(parents=True, exist_ok=True)
    failures = []
    with filled(language) as site, serving() as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium_path(), args=["--no-sandbox", "--disable-gpu"]
        )
        roles = Roles(browser, site, address, now)
        for screen in wanted:
            try:
                screen.file.write_bytes(roles.picture(screen))
            except (BrowserError, NotShownError) as error:
                failures.append(f"{language}/{screen.page}: {screen.name}: {error}")
        browser.close()
    if not only:
        _forget_others(language, wanted)
    if not failures:
        write_pictures(language)
    return failures


class NotShownError(Exception):
    """A screen that the role does not get to see."""


class Roles:
    """A window for each role, signed in."""

    def __init__(self, browser: Browser, site: ExampleSite, address: str, now: datetime) -> None:
        self.browser, self.site, self.address, self.now = browser, site, address, now
        self.contexts: dict[str, BrowserContext] = {}

    def picture(self, screen: Screen) -> bytes:
        """Open a screen and return its picture."""
        path = screen.path.format(**self.site.keys)
        page = self._window(screen.role).new_page()
        page.set_default_timeout(TIMEOUT)
        try:
            answer = page.goto(self.address + path, wait_until="load")
            if answer is None or answer.status != 200 or _path(page.url) != _path(path):
                status = answer.status if answer else "none"
                raise NotShownError(f"{path} answers {status} at {page.url}")
            page.add_style_tag(content=STILL)
            _settle(page)
            if screen.press:
                page.locator(screen.press).locator("visible=true").last.click()
                _settle(page)
            return as_webp(_shot(page, screen.part))
        finally:
            page.close()

    def _window(self, role: str) -> BrowserContext:
        if role not in self.contexts:
            context = self.browser.new_context(
                viewport=SIZE,
                device_scale_factor=1,
                locale=self.site.language,
                timezone_id="UTC",
                color_scheme="light",
                reduced_motion="reduce",
                user_agent=AGENT,
            )
            context.clock.set_fixed_time(self.now)
            context.add_init_script(FORGET)
            client = Client(headers={"user-agent": AGENT})
            client.force_login(self.site.people[role])
            cookie = client.cookies[settings.SESSION_COOKIE_NAME]
            context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": self.address}])
            self.contexts[role] = context
        return self.contexts[role]


@contextmanager
def filled(language: str) -> Iterator[ExampleSite]:
    """Yield the example site in a database of its own."""
    template = databases.migrated_template()
    random.seed(1)
    factory.random.reseed_random(1)
    with copied(template):
        yield fill(language)


@contextmanager
def copied(template: str) -> Iterator[None]:
    """Use a copy of a database for a while, and media of its own."""
    name = f"{databases.own_copy_name()}_handbook"
    databases.drop_remains()
    databases.copy(template, name)
    try:
        with databases.using(name), tempfile.TemporaryDirectory() as media:
            settings.MEDIA_ROOT = media
            yield
    finally:
        databases.drop(name)


@contextmanager
def serving() -> Iterator[str]:
    """Serve the database in use and yield the address."""
    thread = LiveServerThread("127.0.0.1", StaticFilesHandler)
    thread.daemon = True
    thread.start()
    thread.is_ready.wait()
    if thread.error:
        raise thread.error
    try:
        yield f"http://127.0.0.1:{thread.port}"
    finally:
        thread.terminate()


def _settle(page: Page) -> None:
    page.wait_for_load_state("networkidle")
    page.wait_for_function(SETTLED)
    page.wait_for_timeout(300)


def _shot(page: Page, part: str) -> bytes:
    if not part:
        return page.screenshot()
    element = page.locator(part).locator("visible=true").first
    page.set_viewport_size({**SIZE, "height": 2 * TALLEST})
    element.scroll_into_view_if_needed()
    _settle(page)
    box: Any = element.bounding_box()
    clip = {
        "x": max(box["x"] - MARGIN_SIDE, 0),
        "y": max(box["y"] - MARGIN_ABOVE, 0),
        "width": box["width"] + 2 * MARGIN_SIDE,
        "height": min(box["height"], TALLEST) + 2 * MARGIN_ABOVE,
    }
    return page.screenshot(clip=clip)


def as_webp(shot: bytes) -> bytes:
    buffer = io.BytesIO()
    Image.open(io.BytesIO(shot)).convert("RGB").save(buffer, "WEBP", quality=QUALITY, method=6)
    return buffer.getvalue()


def _path(address: str) -> str:
    return urlsplit(address).path


def _forget_others(language: str, wanted: list[Screen]) -> None:
    """Remove pictures that no page shows any more."""
    kept = {screen.file for screen in wanted}
    for file in image_path(language, "x").parent.glob("*.webp"):
        if file not in kept:
            file.unlink()
