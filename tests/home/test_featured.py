"""The slots of the home page: what an editor puts there, in which order, and what fills them."""

from __future__ import annotations

import json
import re
import uuid

import pytest
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from home.blocks.featured import FeaturedBlock
from tests.factories.actions import ActionFactory, CityPageFactory, action_index
from tests.factories.blog import StoryPageFactory
from tests.factories.home import ReportPageFactory, home_page
from tests.factories.translations import translation_of

pytestmark = pytest.mark.django_db

KINDS = {"Action": "action", "StoryPage": "story", "CityPage": "city", "ReportPage": "report"}


def feature(*records) -> None:
    page = home_page()
    page.featured = json.dumps(
        [
            {"type": KINDS[type(record).__name__], "value": record.pk, "id": str(uuid.uuid4())}
            for record in records
        ]
    )
    page.save_revision().publish()
    cache.clear()


def shown(client, language: str = "en") -> list[str]:
    """Return the titles of the cards in the featured section."""
    text = client.get(f"/{language}/").content.decode()
    section = re.search(r'aria-labelledby="featured".*?</section>', text, re.DOTALL)
    titles = re.findall(r'card__title"[^>]*>\s*<a [^>]*>(.*?)</a>', section[0]) if section else []
    return [title.strip() for title in titles]


def test_records_of_all_kinds_stand_in_the_order_of_the_slots(client):
    action_index()
    records = [
        ReportPageFactory(title="A report"),
        ActionFactory(title="An action"),
        StoryPageFactory(title="A story"),
        CityPageFactory(title="A city"),
        ActionFactory(title="Another action"),
    ]
    feature(*records)
    assert shown(client) == [record.title for record in records]
    feature(*reversed(records))
    assert shown(client) == [record.title for record in reversed(records)]


def test_empty_slots_show_the_newest_actions(client):
    action_index()
    for year in (2019, 2023, 2021):
        ActionFactory(title=f"Of {year}", start_date=f"{year}-01-01")
    home_page()
    assert shown(client) == ["Of 2023", "Of 2021", "Of 2019"]


def test_what_is_not_public_leaves_its_slot(client):
    action_index()
    draft = ActionFactory(title="A draft", live=False)
    feature(draft, ActionFactory(title="Public"))
    assert shown(client) == ["Public"]


def test_a_record_that_is_deleted_leaves_its_slot(client):
    action_index()
    gone = ActionFactory(title="Gone")
    feature(gone, ActionFactory(title="Here"))
    gone.delete()
    assert shown(client) == ["Here"]


def test_each_language_shows_its_own_words_in_the_same_slots(client):
    home_page()
    home_page("fr")
    action = ActionFactory(title="Open doors")
    action_index()
    action_index("fr")
    translation_of(action, "fr", title="Portes ouvertes")
    feature(action, ActionFactory(title="Not translated"))
    assert shown(client, "fr") == ["Portes ouvertes", "Not translated"]


def test_one_record_does_not_fill_two_slots():
    action = ActionFactory()
    home_page("fr")
    row = translation_of(action, "fr")
    block = FeaturedBlock()
    value = block.to_python(
        [{"type": "action", "value": record.pk, "id": None} for record in (action, row)]
    )
    with pytest.raises(ValidationError):
        block.clean(value)


def test_many_slots_take_no_more_queries_than_a_few(client):
    action_index()
    few = [ActionFactory(), StoryPageFactory(), CityPageFactory()]
    feature(*few)
    client.get("/en/")
    feature(*few)
    with CaptureQueriesContext(connection) as of_few:
        client.get("/en/")
    feature(*few, *(ActionFactory() for _number in range(4)), StoryPageFactory(), CityPageFactory())
    with CaptureQueriesContext(connection) as of_many:
        client.get("/en/")
    assert len(of_many) <= len(of_few)
