"""What the search finds follows what the public may read; bad input, promotions and counts."""

from __future__ import annotations

import re

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.contrib.search_promotions.models import Query, SearchPromotion
from wagtail.documents import get_document_model
from wagtail.models import PageViewRestriction

from home.models import SearchEntry
from home.searching.rebuilding import rebuild
from home.searching.updating import refresh_surrounded
from tests.factories.actions import (
    ActionFactory,
    CategoryFactory,
    CityPageFactory,
    action_index,
    city_index,
)
from tests.factories.blog import StoryPageFactory, story_index
from tests.factories.home import ReportPageFactory, StandardPageFactory, home_page
from tests.factories.translations import submit, translate, translation_of

pytestmark = [pytest.mark.django_db, pytest.mark.searches]

BAD = [
    "\x00",
    "\ud800 lone",
    "' & | ! ( <-> :* \\ \"",
    "'; DROP TABLE home_searchentry; --",
    '"',
    '-"',
    "- -",
    "-refugees",
    "zebra" * 2000,
    "zebra " * 2000,
    "难" * 5000,
    "\u0640\u0640",
    "e\u0301" * 300,
    "%(reader)s %s",
]


@pytest.fixture(autouse=True)
def pages() -> None:
    for language in ("en", "fr"):
        for make in (home_page, action_index, city_index, story_index):
            make(language)


def found(client: Client, words: str, language: str = "en") -> list[str]:
    """Return the addresses of the results."""
    page = client.get(f"/{language}/search/", {"q": words}).content.decode()
    return re.findall(r'class="result__title"[^>]*>\s*<a href="([^"]*)"', page)


@pytest.mark.parametrize(
    ("make", "url"),
    [
        (ActionFactory, "/en/actions/zebra/"),
        (CityPageFactory, "/en/cities/zebra/"),
        (StoryPageFactory, "/en/stories/zebra/"),
        (StandardPageFactory, "/en/zebra/"),
    ],
)
def test_published_is_found_and_unpublished_is_not(client, make, url) -> None:
    record = make(title="Zebra crossing", slug="zebra")
    assert found(client, "zebras") == [url]
    record.title = "Giraffe crossing"
    revision = record.save_revision()
    assert found(client, "giraffe") == []
    revision.publish()
    assert found(client, "giraffe") == [url]
    record.refresh_from_db()
    record.unpublish()
    assert found(client, "giraffe") == []
    record.save_revision().publish()
    assert found(client, "giraffe") == [url]
    record.delete()
    assert found(client, "giraffe") == []


def test_drafts_are_not_found(client) -> None:
    ActionFactory(title="Zebra crossing", live=False)
    StandardPageFactory(title="Zebra crossing", live=False)
    assert found(client, "zebra") == []


@pytest.mark.parametrize("make", [ActionFactory, StandardPageFactory])
def test_a_translation_takes_the_place_of_its_source(client, make) -> None:
    record = make(title="Zebra crossing", slug="zebra")
    assert len(found(client, "zebra", "fr")) == 1
    translation = submit(record, "fr")
    translate(translation, {"Zebra crossing": "Passage clouté"})
    translation.save_target(publish=True)
    row = type(record).objects.get(
        translation_key=record.translation_key, locale__language_code="fr"
    )
    row.save_revision().publish()
    assert found(client, "zebra", "fr") == []
    assert len(found(client, "passage cloute", "fr")) == 1
    assert len(found(client, "zebra")) == 1
    row.refresh_from_db()
    row.unpublish()
    assert len(found(client, "zebra", "fr")) == 1
    type(record).objects.get(pk=record.pk).unpublish()
    assert not SearchEntry.objects.filter(translation_key=record.translation_key).exists()


def test_a_private_page_and_what_is_below_it_is_not_found(client) -> None:
    story = StoryPageFactory(title="Zebra crossing")
    restriction = PageViewRestriction.objects.create(
        page=story.get_parent(), restriction_type=PageViewRestriction.LOGIN
    )
    assert found(client, "zebra") == []
    restriction.delete()
    assert len(found(client, "zebra")) == 1


def test_an_action_is_found_by_its_place_and_theme_and_follows_their_names(client) -> None:
    city = CityPageFactory(title="Exampleville", country="CO")
    theme = CategoryFactory(label="Stripes")
    action = ActionFactory(title="Crossing", slug="crossing", lrgs=[city], categories=[theme])
    for words in ("exampleville crossing", "colombia crossing", "Kolumbien Колумбия", "stripe"):
        expected = [] if "Kolumbien" in words else ["/en/actions/crossing/"]
        assert found(client, words) == expected, words
    city.title = "Samplestead"
    city.save()
    refresh_surrounded.func("actions.CityPage", str(city.translation_key))
    assert "/en/actions/crossing/" in found(client, "samplestead")
    assert SearchEntry.objects.filter(object_id=action.pk, kind="action").count() == 1


def test_a_document_is_found_while_a_public_page_links_to_it(client) -> None:
    document = get_document_model().objects.create(title="Zebra handbook", file="zebra.pdf")
    assert found(client, "zebra") == []
    report = ReportPageFactory(title="Report")
    report.downloads = [("document", {"document": document, "title": ""})]
    report.save_revision().publish()
    assert found(client, "zebra") == [document.url]
    report.refresh_from_db()
    report.unpublish()
    assert found(client, "zebra") == []


def test_rebuilding_changes_nothing_that_is_current() -> None:
    action = ActionFactory(title="Zebra crossing", lrgs=[CityPageFactory()])
    translation_of(action, "fr", title="Passage")
    fields = ("kind", "object_id", "language", "readers", "title", "vector")
    before = list(SearchEntry.objects.order_by("pk").values_list(*fields))
    rebuild()
    assert list(SearchEntry.objects.order_by("pk").values_list(*fields)) == before


@pytest.mark.parametrize("words", BAD)
def test_nothing_that_can_be_typed_is_an_error(client, words) -> None:
    ActionFactory(title="Zebra crossing")
    text = words.encode("utf-8", "surrogatepass")
    for path in ("/fr/search/", "/fr/actions/"):
        for more in ({}, {"kind": "action", "page": "9" * 30}, {"kind": "\x00"}):
            assert client.get(path, {"q": text, **more}).status_code == 200


def test_editors_put_a_page_first(client) -> None:
    about = StandardPageFactory(title="About", slug="about", introduction="What it is.")
    translation_of(about, "fr", title="À propos")
    ActionFactory(title="Zebra crossing")
    SearchPromotion.objects.create(query=Query.get("zébra"), page=about, description="Start here")
    cache.clear()
    page = client.get("/en/search/?q=Zebra").content.decode()
    assert found(client, "Zebra")[0] == "/en/about/"
    assert "Start here" in page
    assert found(client, "zebra", "fr")[0] == "/fr/about/"
    about.unpublish()
    assert "/en/about/" not in found(client, "Zebra")


def test_searches_are_counted_by_their_words_alone(client) -> None:
    for words in ("Zebra", "zebra", "z" * 101, "someone@example.org", "0123456789", "?"):
        client.get("/en/search/", {"q": words})
    assert {query.query_string: query.hits for query in Query.objects.all()} == {"zebra": 2}


COUNTS: list[int] = []


@pytest.mark.parametrize("number", [2, 40])
def test_the_number_of_queries_is_constant(client, number) -> None:
    for _ in range(number):
        city = CityPageFactory(introduction="Zebra town")
        ActionFactory(title="Zebra crossing", lrgs=[city])
        StoryPageFactory(title="Zebra story")
    client.get("/en/search/?q=zebra")
    with CaptureQueriesContext(connection) as captured:
        client.get("/en/search/?q=zebra")
    COUNTS.append(len(captured))
    assert COUNTS[0] == COUNTS[-1] <= 8
