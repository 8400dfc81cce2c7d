"""The list of stories: what is chosen, what is found, and what is said where nothing is."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.factories.actions import CategoryFactory
from tests.factories.blog import AuthorFactory, StoryPageFactory, TagFactory, story_index
from tests.factories.home import home_page
from tests.factories.translations import translation_of

pytestmark = pytest.mark.django_db

URL = "/en/stories/"


@pytest.fixture(autouse=True)
def index() -> None:
    home_page()
    story_index()


def titles(text: str) -> list[str]:
    return [found.strip() for found in re.findall(r'card__title"[^>]*>\s*<a [^>]*>(.*?)</a>', text)]


def listed(client, query: str = "", url: str = URL) -> list[str]:
    response = client.get(f"{url}{query}", follow=True)
    assert response.status_code == 200
    return titles(response.content.decode())


class TestChoosing:
    @pytest.fixture(autouse=True)
    def stories(self) -> None:
        housing, work = CategoryFactory(slug="housing"), CategoryFactory(slug="work")
        ana, bo = AuthorFactory(slug="ana"), AuthorFactory(slug="bo")
        data = TagFactory(slug="data")
        StoryPageFactory(
            title="Old", date=date(2023, 5, 1), categories=[housing], authors=[ana], tags=[data]
        )
        StoryPageFactory(
            title="New", date=date(2024, 6, 1), categories=[housing, work], authors=[bo]
        )
        translation_of(StoryPageFactory(title="Both", date=date(2024, 6, 9)), "fr")

    @pytest.mark.parametrize(
        ("query", "found"),
        [
            ("", ["Both", "New", "Old"]),
            ("?category=housing", ["New", "Old"]),
            ("?category=work", ["New"]),
            ("?author=ana", ["Old"]),
            ("?tag=data", ["Old"]),
            ("?month=2024-06", ["Both", "New"]),
            ("?language=fr", ["Both"]),
            ("?language=en", ["Both", "New", "Old"]),
            ("?category=housing&author=bo", ["New"]),
            ("?category=work&author=ana", []),
        ],
    )
    def test_each_facet_narrows_the_list_down(self, client, query, found):
        assert listed(client, query) == found

    @pytest.mark.parametrize(
        "query",
        [
            "?category=nothing",
            "?tag=%00",
            "?author=%F0%9F%8C%8D",
            "?month=2024-13",
            "?month=0000-01",
            "?month=%D9%A2%D9%A0%D9%A2%D9%A4-%D9%A0%D9%A6",
            "?language=xx",
            "?category=housing&category=work",
        ],
    )
    def test_what_is_not_understood_is_named_and_left_out(self, client, query):
        response = client.get(f"{URL}{query}")
        assert response.status_code == 200
        assert "Not understood and left out:" in response.content.decode()

    @pytest.mark.parametrize("query", ["?page=x", "?page=-1", "?page=99999999999999999999", "?q=1"])
    def test_nonsense_elsewhere_shows_the_list(self, client, query):
        assert listed(client, query) == ["Both", "New", "Old"]

    def test_a_choice_has_one_address(self, client):
        given = "?month=&author=bo&category=housing&category=housing"
        response = client.get(f"{URL}{given}")
        assert response.url == "?category=housing&author=bo"

    def test_its_address_is_the_canonical_one(self, client):
        text = client.get(f"{URL}?category=housing").content.decode()
        assert re.search(r'rel="canonical" href="[^"]*/en/stories/\?category=housing"', text)

    def test_a_narrow_choice_is_not_for_search_engines(self, client):
        assert "noindex" not in client.get(f"{URL}?category=housing").content.decode()
        assert "noindex" in client.get(f"{URL}?category=housing&author=bo").content.decode()

    def test_each_choice_can_be_taken_back(self, client):
        text = client.get(f"{URL}?category=housing&author=bo").content.decode()
        removing = re.findall(r'class="active-filter"\s+href="([^"]*)"', text)
        assert removing == ["?author=bo", "?category=housing"]

    def test_options_say_how_many_stories_they_leave(self, client):
        text = client.get(f"{URL}?category=housing").content.decode()
        facet = re.search(r'<select id="filter-month".*?</select>', text, re.DOTALL)[0]
        assert " ".join(re.findall(r">([^<>]+ \(\d\))<", facet)) == "June 2024 (1) May 2023 (1)"

    def test_where_nothing_matches_there_are_ways_out(self, client):
        text = client.get(f"{URL}?category=work&author=ana").content.decode()
        assert "No story matches all of this." in text
        assert 'href="?category=work"' in text
        assert 'href="?author=ana"' in text


def test_pages_keep_the_choice(client):
    category = CategoryFactory(slug="housing")
    for _number in range(13):
        StoryPageFactory(categories=[category])
    text = client.get(f"{URL}?category=housing").content.decode()
    assert 'href="?category=housing&amp;page=2"' in text
    assert len(listed(client, "?category=housing&page=2")) == 1


def test_without_stories_the_list_says_so(client):
    text = client.get(URL).content.decode()
    assert "There is no story yet." in text
    assert "<select" not in text


def test_many_stories_take_no_more_queries_than_a_few(client):
    category, author = CategoryFactory(), AuthorFactory()
    for _number in range(2):
        StoryPageFactory(categories=[category], authors=[author])
    client.get(URL)
    with CaptureQueriesContext(connection) as of_few:
        client.get(URL)
    for _number in range(9):
        StoryPageFactory(categories=[category], authors=[author])
    client.get(URL)
    with CaptureQueriesContext(connection) as of_many:
        client.get(URL)
    assert len(of_many) == len(of_few)


class TestFeeds:
    def test_a_choice_has_a_feed_and_the_list_leads_to_it(self, client):
        category = CategoryFactory(slug="housing", label="Housing")
        StoryPageFactory(title="Chosen", categories=[category])
        StoryPageFactory(title="Other")
        page = client.get(f"{URL}?category=housing").content.decode()
        assert 'href="/en/stories/feed/?category=housing"' in page
        feed = client.get(f"{URL}feed/?category=housing").content.decode()
        assert "Chosen" in feed
        assert "Other" not in feed
        assert "Housing</title>" in feed
        assert "/en/stories/feed/?category=housing" in feed

    def test_the_head_of_a_story_names_the_feed_of_all(self, client):
        story = StoryPageFactory()
        assert 'href="/en/stories/feed/"' in client.get(story.get_url()).content.decode()

    def test_a_choice_that_is_not_understood_has_none(self, client):
        assert client.get(f"{URL}feed/?category=nothing").status_code == 404
        assert client.get(f"{URL}feed/?month=2024-99").status_code == 404
