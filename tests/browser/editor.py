"""The desk's editor in a browser: when it is ready to be typed into, and what it has kept.

Two seconds after it has come, the editor takes what stands in its form for what was there, and
once more if its parts have come up slowly: only what is typed later counts as a change. People take
that long to begin; a test has to wait.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from playwright.sync_api import expect

NOTES_READINESS = """
let quiet;
document.addEventListener("w-unsaved:watch-edits", () => {
    clearTimeout(quiet);
    quiet = setTimeout(() => { document.documentElement.dataset.editsWatched = ""; }, 1500);
});
"""


@contextmanager
def opened(browser: Any, **options: Any) -> Iterator[Any]:
    """Open a profile for the time of the context; ``wait_for_editor`` works on its pages.

    One that stayed open would go on asking the server while other tests look at its answers.
    """
    context = browser.new_context(**options)
    try:
        context.add_init_script(NOTES_READINESS)
        yield context
    finally:
        context.close()


def wait_for_editor(page: Any) -> None:
    """Wait until the editor sees what is changed from now on."""
    page.locator("html[data-edits-watched]").wait_for(state="attached")


def type_text(page: Any, words: str) -> None:
    """Type into the first rich text of the body, reached without a click."""
    text = page.locator("[data-streamfield-child] [contenteditable='true']").first
    text.focus()
    expect(text).to_be_focused()
    page.keyboard.type(words)
    expect(text).to_have_text(words)
    page.keyboard.press("Tab")
