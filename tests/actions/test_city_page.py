"""The page of a city or region: its commitments, and the stories that mention it."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from actions.models import CityPage
from actions.models.commitment import CommitmentProgress
from tests.factories.actions import (
    ActionFactory,
    CityPageFactory,
    CommitmentFactory,
    action_index,
    city_index,
)
from tests.factories.blog import StoryPageFactory, story_index
from tests.factories.home import home_page
from tests.factories.translations import submit, translate, translation_of

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


@pytest.mark.refers
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


def with_progress(city: CityPage, text: str) -> None:
    commitment = CommitmentFactory(page=city)
    CommitmentProgress.objects.create(commitment=commitment, as_of=date(2023, 6, 2), text=text)


def test_progress_of_commitments_is_translated_with_the_page(
    client: Client, django_capture_on_commit_callbacks: Any
) -> None:
    home_page("fr")
    city_index("fr")
    city = CityPageFactory(slug="first")
    with_progress(city, "Half is done.")
    translation = submit(CityPage.objects.get(pk=city.pk), "fr")
    texts = translation.source.stringsegment_set.values_list("string__data", flat=True)
    translate(translation, dict.fromkeys(texts, "En français") | {"Half is done.": "À moitié."})
    with django_capture_on_commit_callbacks(execute=True):
        translation.save_target(publish=True)
    soup = BeautifulSoup(client.get("/fr/cities/first/").content.decode(), "html.parser")
    assert "À moitié." in soup.select_one("[aria-labelledby=commitments]").get_text()


def test_progress_of_commitments_that_is_not_translated_yet_is_shown(client: Client) -> None:
    home_page("fr")
    city_index("fr")
    city = CityPageFactory(slug="first")
    CommitmentFactory(page=city)
    translation_of(CityPage.objects.get(pk=city.pk), "fr", title="Ville")
    commitment = CityPage.objects.get(pk=city.pk).commitments.get()
    CommitmentProgress.objects.create(
        commitment=commitment, as_of=date(2023, 6, 2), text="Half is done."
    )
    soup = BeautifulSoup(client.get("/fr/cities/first/").content.decode(), "html.parser")
    section = soup.select_one("[aria-labelledby=commitments]")
    assert section.select_one(".progress [lang=en]").get_text(strip=True) == "Half is done."


def test_many_commitments_cost_no_more_queries_than_few(client: Client) -> None:
    home_page("fr")
    city_index("fr")
    counts = []
    for slug, number in (("warm", 1), ("few", 2), ("many", 9)):
        city = CityPageFactory(slug=slug)
        for _ in range(number):
            with_progress(city, "Half is done.")
        translation_of(CityPage.objects.get(pk=city.pk), "fr")
        client.get("/fr/cities/warm/")
        with CaptureQueriesContext(connection) as captured:
            assert client.get(f"/fr/cities/{slug}/").status_code == 200
        counts.append(len(captured))
    assert counts[1] == counts[2]
