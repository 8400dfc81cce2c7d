"""Editors put a figure of the actions into a story: live, or frozen at a date."""

from __future__ import annotations

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.core.cache import cache
from django.test import Client
from django.utils import timezone
from wagtail.test.utils.form_data import nested_form_data, streamfield

from actions.models import Category
from home.languages import localized_date
from tests.admin.desk import edit_url, form_of, sign_in
from tests.factories.actions import ActionFactory, CategoryFactory, action_index
from tests.factories.blog import StoryPageFactory, story_index
from tests.factories.home import home_page
from tests.factories.translations import submit

pytestmark = pytest.mark.django_db


@pytest.fixture
def story() -> Any:
    for language in ("en", "fr"):
        home_page(language)
        action_index(language)
    story_index()
    health = CategoryFactory(slug="health", label="Health")
    ActionFactory(categories=[health])
    return StoryPageFactory(slug="counting")


def save_block(client: Client, story: Any, **block: str) -> Any:
    """Publish the story with one figure in its body."""
    url = edit_url(story)
    value = {"heading": "", "figure": "category", "selection": "", "snapshot": "null", **block}
    body = nested_form_data({"body": streamfield([("figures", value)])})
    data = {**form_of(client, url, type(story)), **body, "action-publish": "1"}
    cache.clear()
    return client.post(url, data)


def shown(client: Client, path: str = "/en/stories/counting/") -> BeautifulSoup:
    cache.clear()
    return BeautifulSoup(client.get(path).content.decode(), "html.parser").select_one(".counted")


def test_a_live_figure_follows_the_actions(client: Client, story: Any) -> None:
    sign_in(client, "Administrators")
    assert save_block(client, story, selection="/en/actions/?status=under_way").status_code == 302
    assert shown(client).select_one(".chart__value").get_text() == "1"
    ActionFactory(categories=list(Category.objects.all()))
    assert shown(client).select_one(".chart__value").get_text() == "2"
    link = shown(client).select_one("th a")["href"]
    assert link == "/en/actions/?category=health&status=under_way"


def test_a_frozen_figure_keeps_its_numbers_and_says_of_when(client: Client, story: Any) -> None:
    sign_in(client, "Administrators")
    save_block(client, story, frozen="on")
    ActionFactory(categories=list(Category.objects.all()))
    soup = shown(client)
    assert soup.select_one(".chart__value").get_text() == "1"
    assert localized_date(timezone.localdate()) in soup.get_text()
    save_block(client, story)
    assert shown(client).select_one(".chart__value").get_text() == "2"


def test_an_address_that_chooses_nothing_known_is_refused(client: Client, story: Any) -> None:
    sign_in(client, "Administrators")
    for address in ("?category=nothing", "https://example.org/", "?page=2"):
        answer = save_block(client, story, selection=address)
        assert answer.status_code == 200, address
        assert answer.context["form"].errors["body"], address


def test_translators_are_not_asked_to_translate_the_numbers(client: Client, story: Any) -> None:
    sign_in(client, "Administrators")
    save_block(client, story, heading="How many", frozen="on")
    story.refresh_from_db()
    texts = submit(story, "fr").source.stringsegment_set.values_list("string__data", flat=True)
    assert "How many" in texts
    assert not [text for text in texts if "health" in text or "counts" in text]
