"""Pages of each type against the rules of WCAG 2.2 AA that a machine can check."""

from __future__ import annotations

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.factories.actions import (
    ActionFactory,
    CategoryFactory,
    CityPageFactory,
    action_index,
    city_index,
)
from tests.factories.blog import StoryPageFactory
from tests.factories.bodies import every_medium
from tests.factories.home import ReportPageFactory, home_page, join_page

pytestmark = pytest.mark.django_db(transaction=True)

PATHS = [
    "/",
    "/actions/",
    "/actions/first/",
    "/cities/",
    "/cities/first/",
    "/stories/",
    "/stories/first/",
    "/join/",
    "/search/?q=first",
    "/nowhere/",
]
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]


@pytest.fixture
def site(live_server: Any) -> None:
    for make in (home_page, action_index, city_index, join_page):
        make("en")
        make("ar")
    city = CityPageFactory(slug="first")
    categories = [CategoryFactory(slug=slug) for slug in ("climate", "governance", "employment")]
    ActionFactory(slug="first", lrgs=[city], categories=categories)
    StoryPageFactory(slug="first", body=every_medium())
    ReportPageFactory()


@pytest.mark.parametrize(("scheme", "language"), [("light", "en"), ("dark", "ar")])
def test_pages_pass_what_a_machine_can_check(
    page: Any, site: None, scheme: str, language: str
) -> None:
    page.emulate_media(color_scheme=scheme)
    found = {}
    for path in PATHS:
        page.goto(f"/{language}{path}")
        result = Axe().run(page, options={"runOnly": RULES, "resultTypes": ["violations"]})
        for violation in result.response["violations"]:
            found[path, violation["id"]] = [node["target"] for node in violation["nodes"]]
    assert not found
