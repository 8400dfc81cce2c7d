"""Galleries and videos as readers work them, with the keyboard too."""

from __future__ import annotations

from typing import Any

import pytest

from tests.browser.editor import opened
from tests.factories.blog import StoryPageFactory, story_index
from tests.factories.bodies import every_medium
from tests.factories.home import home_page

pytestmark = pytest.mark.django_db(transaction=True)

FOCUSED = "document.activeElement.querySelector('img')?.alt"


@pytest.fixture(autouse=True)
def story(live_server: Any) -> None:
    for make in (home_page, story_index):
        make("en")
        make("ar")
    StoryPageFactory(slug="first", body=every_medium())


def place(page: Any) -> str:
    return page.inner_text("[data-viewer-place]")


def test_a_gallery_opens_turns_and_gives_the_focus_back(page: Any) -> None:
    page.goto("/en/stories/first/")
    page.focus("[data-gallery-picture] >> nth=1")
    page.keyboard.press("Enter")
    assert place(page) == "Image 2 of 3"
    assert page.get_attribute(".viewer__image", "alt") == "Door 2"
    assert "At door 2" in page.inner_text("[data-viewer-caption]")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    assert place(page) == "Image 1 of 3"
    page.keyboard.press("End")
    assert place(page) == "Image 3 of 3"
    page.keyboard.press("Escape")
    page.wait_for_function(f"{FOCUSED} === 'Door 3'")
    assert not page.is_visible("[data-viewer]")


def test_from_right_to_left_the_arrows_turn_round(page: Any) -> None:
    page.goto("/ar/stories/first/")
    page.click("[data-gallery-picture] >> nth=0")
    page.keyboard.press("ArrowLeft")
    assert page.get_attribute(".viewer__image", "alt") == "Door 2"


def test_a_video_loads_nothing_before_it_is_played(page: Any) -> None:
    asked: list[str] = []
    refused: list[str] = []
    page.route("https://**", lambda route: route.abort())
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: refused.append(message.text))
    page.goto("/en/stories/first/", wait_until="networkidle")
    assert not [url for url in asked if url.startswith("https:")]
    page.focus(".video__play")
    with page.expect_request("https://www.youtube-nocookie.com/embed/**"):
        page.keyboard.press("Enter")
    assert page.get_attribute(".video__frame", "title") == "A walk through the market"
    assert not [text for text in refused if "Content Security Policy" in text]


def test_without_scripts_images_and_video_are_links(browser: Any, live_server: Any) -> None:
    with opened(browser, base_url=live_server.url, java_script_enabled=False) as context:
        tab = context.new_page()
        tab.goto("/en/stories/first/")
        assert tab.get_attribute(".video__play", "href").startswith("https://www.youtube.com/")
        tab.click("[data-gallery-picture] >> nth=0")
        assert tab.url.endswith(".webp")
