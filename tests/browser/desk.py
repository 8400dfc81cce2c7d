"""Somebody at the desk, in a browser of their own, who finds everything by clicking."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from playwright.sync_api import expect

from tests.browser.editor import opened
from tests.factories.home import PASSWORD

TIMEOUT = 30_000


class Person:
    """Signed in, on the dashboard; on the first day, after skipping the tour."""

    def __init__(self, page: Any, name: str, *, first_day: bool = True) -> None:
        self.page = page
        self.page.set_default_timeout(TIMEOUT)
        self.page.goto("/admin/login/")
        self.page.fill("[name='username']", name)
        self.page.fill("[name='password']", PASSWORD)
        self.page.locator("form [type='submit']").click()
        if first_day:
            self.page.get_by_role("button", name="Skip the tour").click()

    def go_home(self) -> None:
        """Open the dashboard by the mark above the menu."""
        self.page.locator(".sidebar-wagtail-branding").click()
        expect(self.page.get_by_role("heading", name="Call to Local Action")).to_be_visible()

    def follow(self, words: str, *, within: str = "main") -> None:
        """Click a link by its words."""
        self.page.locator(within).get_by_role("link", name=words).first.click()

    def open_panel(self, heading: str, words: str) -> None:
        """Click a link in one of the panels of the dashboard."""
        panel = self.page.locator("section", has=self.page.get_by_role("heading", name=heading))
        panel.get_by_role("link", name=words).first.click()

    def open_menu(self, *names: str) -> None:
        """Click through the menu at the side."""
        for name in names:
            self.page.locator(".sidebar").get_by_role("link", name=name, exact=True).first.click()

    def choose_action(self, name: str) -> None:
        """Choose one of the buttons below the editor."""
        footer = self.page.locator("footer")
        button = footer.get_by_role("button", name=name, exact=True)
        if not button.first.is_visible():
            footer.locator("[data-w-dropdown-target='toggle']").last.click()
        button.first.click()

    def expect_message(self, words: str) -> None:
        """Wait for what the desk says at the top."""
        expect(self.page.locator(".messages")).to_contain_text(words, timeout=TIMEOUT)


@contextmanager
def at_the_desk(
    browser: Any, base_url: str, name: str, *, first_day: bool = True
) -> Iterator[Person]:
    """Sign somebody in for the time of the context."""
    window = {"width": 1400, "height": 1000}
    with opened(browser, base_url=base_url, viewport=window) as context:
        yield Person(context.new_page(), name, first_day=first_day)
