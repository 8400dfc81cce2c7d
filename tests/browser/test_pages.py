"""Pages in a real browser: nothing sticks out, nothing comes from elsewhere, keys reach all."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import expect

from tests.factories.actions import (
    ActionFactory,
    CategoryFactory,
    CityPageFactory,
    action_index,
    city_index,
)
from tests.factories.blog import StoryPageFactory
from tests.factories.home import ReportPageFactory, home_page, join_page

pytestmark = pytest.mark.django_db(transaction=True)

PATHS = ["/", "/actions/", "/actions/first/", "/cities/", "/cities/first/", "/stories/", "/join/"]


@pytest.fixture(autouse=True)
def site(live_server: Any) -> None:
    for make in (home_page, action_index, city_index, join_page):
        make("en")
        make("ar")
    city = CityPageFactory(slug="first")
    ActionFactory(
        slug="first",
        lrgs=[city],
        categories=[CategoryFactory(slug="climate")],
        title="A welcome desk that moves from district to district every single week",
    )
    StoryPageFactory()
    ReportPageFactory()


def test_no_page_scrolls_sideways_on_a_small_screen(page: Any) -> None:
    page.set_viewport_size({"width": 320, "height": 640})
    wide = {}
    for language in ("en", "ar"):
        for path in PATHS:
            page.goto(f"/{language}{path}")
            width = page.evaluate("document.documentElement.scrollWidth")
            if width > 320:
                wide[f"/{language}{path}"] = width
    assert not wide


def test_a_first_visit_stays_in_its_budget_and_on_this_host(page: Any, live_server: Any) -> None:
    requests: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    for path in PATHS:
        requests.clear()
        page.goto(f"/en{path}", wait_until="networkidle")
        assert len(requests) <= 10, requests
        assert all(url.startswith((live_server.url, "data:")) for url in requests), requests


def test_nothing_moves_while_a_page_comes_up(page: Any) -> None:
    page.add_init_script("""
        window.shifted = 0;
        new PerformanceObserver((list) => {
            for (const entry of list.getEntries()) window.shifted += entry.value;
        }).observe({ type: "layout-shift", buffered: true });
    """)
    shifted = {}
    for width in (360, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        for path in PATHS:
            page.goto(f"/en{path}", wait_until="networkidle")
            # What a script moves is seen with the next picture.
            page.evaluate("new Promise((then) => requestAnimationFrame(() => setTimeout(then)))")
            if moved := page.evaluate("window.shifted"):
                shifted[width, path] = moved
    assert not shifted


def test_the_first_key_leads_past_the_header(page: Any) -> None:
    page.goto("/en/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip-link"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "content"


def test_the_menu_closes_with_escape(page: Any) -> None:
    page.set_viewport_size({"width": 360, "height": 640})
    page.goto("/en/")
    page.click(".menu__button")
    assert page.evaluate("document.querySelector('[data-menu]').open")
    page.keyboard.press("Escape")
    assert not page.evaluate("document.querySelector('[data-menu]').open")


def test_a_chosen_language_is_remembered(page: Any) -> None:
    page.goto("/en/")
    page.click(".languages__link[lang=ar]")
    page.wait_for_url("**/ar/")
    page.goto("/")
    assert page.evaluate("document.documentElement.lang") == "ar"
    assert page.evaluate("document.documentElement.dir") == "rtl"


def test_a_form_with_mistakes_leads_to_them(page: Any) -> None:
    page.goto("/en/join/")
    page.fill("#sign-up-lrg_name", "Exampleville")
    page.locator(".form > .buttons [value='send']").click()
    expect(page.locator(".error-summary")).to_be_focused()
    assert page.input_value("#sign-up-lrg_name") == "Exampleville"
