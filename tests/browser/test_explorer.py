"""The explorer as people use it: with the keyboard alone, without scripts, back and forward."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.editor import opened
from tests.factories.actions import ActionFactory, CategoryFactory, CityPageFactory, action_index
from tests.factories.home import home_page

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def site(live_server: Any) -> None:
    home_page()
    action_index()
    health = CategoryFactory(slug="health", label="Health")
    work = CategoryFactory(slug="work", label="Work")
    bogota, lyon = CityPageFactory(country="CO"), CityPageFactory(country="FR")
    ActionFactory(title="Clinic", categories=[health], lrgs=[bogota])
    ActionFactory(title="Academy", categories=[work], lrgs=[lyon])


@pytest.fixture
def plain_page(browser: Any, live_server: Any) -> Iterator[Any]:
    """Yield a tab without JavaScript."""
    with opened(browser, base_url=live_server.url, java_script_enabled=False) as context:
        yield context.new_page()


def titles(page: Any) -> list[str]:
    return page.locator(".card__title").all_inner_texts()


def tab_to(page: Any, selector: str) -> None:
    """Press Tab until an element has the focus."""
    for _ in range(80):
        page.keyboard.press("Tab")
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    pytest.fail(f"The keyboard does not reach {selector}.")


def test_with_the_keyboard_alone(page: Any) -> None:
    page.goto("/en/actions/")
    tab_to(page, "#category-health")
    page.keyboard.press("Space")
    page.wait_for_url("**/actions/?category=health")
    expect(page.locator(".card__title")).to_have_count(1)
    assert titles(page) == ["Clinic"]
    assert page.locator("[data-explorer-status]").inner_text() == "1 action"
    assert page.evaluate("document.activeElement.id") == "category-health"
    assert page.locator("label[for=country-FR] .facet__count").text_content().split()[0] == "0"
    assert page.locator("#country-FR").is_disabled()

    tab_to(page, ".active-filter")
    page.keyboard.press("Enter")
    page.wait_for_url("**/actions/")
    expect(page.locator("#results")).to_be_focused()
    assert len(titles(page)) == 2

    page.go_back()
    expect(page.locator(".card__title")).to_have_count(1)
    assert page.locator("#category-health").is_checked()
    page.go_forward()
    expect(page.locator(".card__title")).to_have_count(2)
    assert not page.locator("#category-health").is_checked()


@pytest.mark.searches
def test_without_scripts(plain_page: Any) -> None:
    page = plain_page
    page.goto("/en/actions/")
    page.check("#category-work")
    page.fill("#filter-q", "academy")
    page.click("text=Show the actions")
    assert page.url.endswith("/en/actions/?q=academy&category=work")
    assert titles(page) == ["Academy"]
    page.select_option("#sort", "title")
    page.click("button:text('Sort')")
    assert page.url.endswith("/en/actions/?q=academy&category=work&sort=title")
    page.click("text=Remove all filters")
    assert len(titles(page)) == 2
