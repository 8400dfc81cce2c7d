"""The map in a browser: reached with the keyboard, whole on the narrowest screen."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from tests.factories.actions import ActionFactory, CityPageFactory, action_index, city_index
from tests.factories.home import home_page

pytestmark = pytest.mark.django_db(transaction=True)

PLACES = {
    "Lima": ("PE", "-12.05", "-77.04"),
    "Lyon": ("FR", "45.76", "4.84"),
    "Macon": ("FR", "46.31", "4.83"),
    "Suva": ("FJ", "-18.14", "178.44"),
}


@pytest.fixture(autouse=True)
def site(live_server: Any) -> None:
    for make in (home_page, action_index, city_index):
        make()
    for title, (country, latitude, longitude) in PLACES.items():
        position = {"latitude": Decimal(latitude), "longitude": Decimal(longitude)}
        city = CityPageFactory(title=title, slug=title.lower(), country=country, **position)
        ActionFactory(lrgs=[city])


def focused_name(page: Any) -> str:
    return page.evaluate("document.activeElement.getAttribute('aria-label') ?? ''")


def test_the_keyboard_reaches_each_marker_once_and_enter_follows_it(page: Any) -> None:
    page.goto("/en/actions/?view=map")
    page.locator(".zooms__link:any-link").last.focus()
    names = []
    for _ in range(3):
        page.keyboard.press("Tab")
        names.append(focused_name(page))
    assert names == ["Lyon, Macon: 2 actions", "Lima, Peru: 1 action", "Suva, Fiji: 1 action"]
    marker = page.get_by_role("link", name="Suva, Fiji: 1 action")
    assert marker.locator(".map__label").is_visible()
    page.keyboard.press("Enter")
    page.wait_for_url("**/en/cities/suva/")


def test_a_shared_marker_leads_to_its_country_in_the_list(page: Any) -> None:
    page.goto("/en/actions/?view=map")
    page.locator(".zooms__link", has_text="Europe").click()
    page.wait_for_selector(".map--europe")
    page.get_by_role("link", name="Lyon, Macon: 2 actions").click()
    page.wait_for_url("**/en/actions/?region=europe&view=map#in-FR")
    page.wait_for_selector("#in-FR:target")
    page.go_back()
    page.go_back()
    page.wait_for_selector(".map--world")


def test_a_region_fits_the_narrowest_screen_and_its_markers_a_finger(page: Any) -> None:
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto("/en/actions/?view=map")
    page.locator(".zooms__link", has_text="Oceania").click()
    page.wait_for_selector(".map--oceania")
    assert page.url.endswith("/en/actions/?region=oceania&view=map")
    assert page.evaluate("document.documentElement.scrollWidth") == 320
    marker = page.get_by_role("link", name="Suva, Fiji: 1 action")
    box = marker.bounding_box()
    assert min(box["width"], box["height"]) >= 24
    drawing = page.locator(".map__drawing").bounding_box()
    assert drawing["x"] <= box["x"] <= box["x"] + box["width"] <= drawing["x"] + drawing["width"]
    marker.click()
    page.wait_for_url("**/en/cities/suva/")
