"""The number of queries of a page: within its budget, and the same for few rows and for many."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from actions.models import Framework
from tests.factories.actions import (
    ActionFactory,
    CategoryFactory,
    CityPageFactory,
    CommitmentFactory,
    ObjectiveFactory,
    action_index,
    city_index,
)
from tests.factories.blog import AuthorFactory, StoryPageFactory, TagFactory, story_index
from tests.factories.home import ReportPageFactory, home_page, join_page
from tests.factories.translations import translation_of

pytestmark = pytest.mark.django_db

BUDGETS = {
    "/en/": 12,
    "/en/actions/": 15,
    "/fr/actions/": 15,
    "/en/actions/?view=map": 15,
    "/en/actions/first/": 10,
    "/en/cities/": 15,
    "/en/cities/first/": 10,
    "/en/stories/": 15,
    "/en/stories/first/": 10,
    "/en/join/": 12,
}


def make_rows(number: int) -> None:
    """Make a site with so many of everything."""
    for language in ("en", "fr"):
        for make in (home_page, action_index, city_index, story_index, join_page):
            make(language)
    categories = [CategoryFactory() for _ in range(3)]
    objectives = [ObjectiveFactory(framework=Framework.GCM) for _ in range(3)]
    tag, author = TagFactory(), AuthorFactory()
    for index in range(number):
        first = {"slug": "first"} if index == 0 else {}
        city = CityPageFactory(**first)
        CommitmentFactory(page=city)
        action = ActionFactory(lrgs=[city], categories=categories, objectives=objectives, **first)
        translation_of(action, "fr", title=f"Action {index}")
        StoryPageFactory(tags=[tag], authors=[author], related_actions=[action], **first)
        ReportPageFactory(year=2020 + index)


def queries(url: str) -> int:
    """Return how many queries an anonymous reader's second visit costs."""
    client = Client()
    assert client.get(url).status_code == 200
    with CaptureQueriesContext(connection) as captured:
        assert client.get(url).status_code == 200
    return len(captured)


@pytest.fixture(params=[5, 50])
def rows(request: pytest.FixtureRequest) -> int:
    make_rows(request.param)
    cache.clear()
    return request.param


COUNTS: dict[str, int] = {}


def test_queries_are_within_the_budget_and_constant(
    rows: int, record_property: Callable[[str, object], None]
) -> None:
    counts = {url: queries(url) for url in BUDGETS}
    record_property("queries", counts)
    over = {url: count for url, count in counts.items() if count > BUDGETS[url]}
    assert not over
    for url, count in counts.items():
        assert COUNTS.setdefault(url, count) == count, (url, rows)
