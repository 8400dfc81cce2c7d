"""Counts what a task at a desk costs: presses of the mouse, and pages that are loaded.

Typing is no click, nor is going to a field of the form at hand, which the Tab key does.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

DAY_AND_TIME = "%Y-%m-%d %H:%M"
MOMENT, MOMENTS = 200, 150


class Counter:
    """A page on which every click is counted, and every document that is asked for."""

    def __init__(self, page: Any) -> None:
        self.page = page
        self.clicks = self.loads = 0
        page.on("request", self._count)

    def _count(self, request: Any) -> None:
        is_redirect = request.redirected_from is not None
        if request.is_navigation_request() and not request.frame.parent_frame and not is_redirect:
            self.loads += 1

    def begin(self) -> None:
        """Start a task from the home of the desk."""
        self.page.goto("/admin/", wait_until="networkidle")
        self.clicks = self.loads = 0

    @property
    def cost(self) -> tuple[int, int]:
        """How many clicks and loads there have been since."""
        return self.clicks, self.loads

    def press(self, locator: Any) -> None:
        """Click the first of what is there to be seen, and wait for what comes of it."""
        locator.locator("visible=true").first.click()
        self.clicks += 1
        self.page.wait_for_load_state("networkidle")

    def press_link(self, words: str, within: str = "main") -> None:
        """Click a link by its words."""
        self.press(self.page.locator(within).get_by_role("link", name=words))

    def press_button(self, words: str) -> None:
        """Click a button by its words."""
        self.press(self.page.get_by_role("button", name=words, exact=True))

    def press_action(self, words: str) -> None:
        """Choose one of the buttons below an editor; most are in its menu."""
        footer = self.page.locator("footer")
        button = footer.get_by_role("button", name=words)
        if not button.locator("visible=true").count():
            self.press(footer.locator("[data-w-dropdown-target='toggle']").last)
        self.press(button)

    def wait_until(self, happened: Callable[[], Any]) -> None:
        """Give the desk time to keep by itself what was typed."""
        for _moment in range(MOMENTS):
            if happened():
                return
            self.page.wait_for_timeout(MOMENT)
        seen = self.page.locator("footer").all_inner_texts()
        raise AssertionError(f"{self.page.url}: {seen}")
