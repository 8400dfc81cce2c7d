"""The page of a city or region: its commitments, and the stories that mention it."""

from __future__ import annotations

import json
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.core.cache import cache
from django.test import Client

from tests.factories.actions import ActionFactory, CityPageFactory, action_index, city_index
from tests.factories.blog import StoryPageFactory, story_index
from tests.factories.home import home_page

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def site() -> None:
    home_page()
    for make in (action_index, city_index, story_index):
        make()


def mentioned(client: Client) -> set[str]:
    cache.clear()
    soup = BeautifulSoup(client.get("/en/cities/first/").content.decode(), "html.parser")
    return {item.get_text(strip=True) for item in soup.select("[aria-labelledby=stories] h3")}


def body(kind: str, value: Any) -> str:
    return json.dumps([{"type": kind, "value": value}])


def test_stories_that_mention_a_city_in_any_way(client: Client) -> None:
    city = CityPageFactory(slug="first")
    action = ActionFactory(lrgs=[city])
    assert mentioned(client) == set()
    StoryPageFactory(title="By its action", related_actions=[action])
    StoryPageFactory(title="By a card", body=body("city_card", {"record": city.pk}))
    link = f'<p><a linktype="page" id="{city.pk}">there</a></p>'
    StoryPageFactory(title="By a link", body=body("rich_text", link))
    StoryPageFactory(title="Of another", related_actions=[ActionFactory()])
    StoryPageFactory(title="Not yet", related_actions=[action], live=False)
    assert mentioned(client) == {"By its action", "By a card", "By a link"}
