"""Facts are offered on the source only, to whom may change them, and are never lost by saving."""

from __future__ import annotations

from datetime import date

import pytest

from actions.models import Action, CityPage
from actions.models.progress import Stage
from blog.models import StoryPage
from tests.admin.desk import edit_url, form_of, save, sign_in
from tests.factories.actions import (
    ActionFactory,
    ActionProgressFactory,
    CategoryFactory,
    CityPageFactory,
    CommitmentFactory,
    ObjectiveFactory,
)
from tests.factories.blog import AuthorFactory, StoryPageFactory, TagFactory
from tests.factories.translations import translation_of

pytestmark = pytest.mark.django_db

FACTS_TAB = 'href="#tab-facts"'
FACTS_OF_ACTION = {"start_date", "stage", "source_url", "lrgs-TOTAL_FORMS", "progress-TOTAL_FORMS"}


def latest(record):
    """Return a record as its newest draft has it."""
    return type(record).objects.get(pk=record.pk).get_latest_revision_as_object()


def full_action() -> Action:
    action = ActionFactory(
        lrgs=[CityPageFactory(), CityPageFactory()],
        categories=[CategoryFactory()],
        objectives=[ObjectiveFactory()],
    )
    ActionProgressFactory(action=action)
    return action


def assert_facts_kept(before: Action, after: Action) -> None:
    for name in before.fact_fields:
        if name in {"lrgs", "categories", "priorities", "objectives"}:
            old, new = getattr(before, name).all(), getattr(after, name).all()
            assert [row.pk for row in new] == [row.pk for row in old], name
        else:
            assert getattr(after, name) == getattr(before, name), name
    assert after.progress.count() == before.progress.count()


def test_the_tabs_are_words_facts_promotion(client):
    sign_in(client, "Writers")
    for record in (full_action(), CityPageFactory(), StoryPageFactory()):
        text = client.get(edit_url(record)).content.decode()
        places = [text.find(f'href="#tab-{name}"') for name in ("words", "facts", "promotion")]
        assert -1 not in places
        assert places == sorted(places)


def test_an_editor_changes_words_and_facts(client):
    action = full_action()
    sign_in(client, "Writers")
    assert save(client, action, title="New title", stage="completed").status_code == 302
    draft = latest(action)
    assert (draft.title, draft.stage) == ("New title", Stage.COMPLETED)
    assert draft.lrgs.count() == 2
    assert draft.categories.count() == 1


def test_a_translator_sees_no_facts_and_saving_keeps_them(client):
    action = full_action()
    sign_in(client, "Translators")
    assert FACTS_TAB not in client.get(edit_url(action)).content.decode()
    assert not FACTS_OF_ACTION & set(form_of(client, edit_url(action), Action))
    assert save(client, action, title="New title").status_code == 302
    draft = latest(action)
    assert draft.title == "New title"
    assert_facts_kept(action, draft)


def test_a_translator_cannot_send_facts_past_the_form(client):
    action = full_action()
    sign_in(client, "Translators")
    save(
        client,
        action,
        stage="completed",
        start_date="1999-01-01",
        categories=[],
        **{
            "lrgs-TOTAL_FORMS": "0",
            "lrgs-INITIAL_FORMS": "0",
            "progress-TOTAL_FORMS": "0",
            "progress-INITIAL_FORMS": "0",
        },
    )
    assert_facts_kept(action, latest(action))


def test_a_translator_keeps_the_facts_of_pages(client):
    city = CityPageFactory(joined_year=2022)
    CommitmentFactory(page=city)
    story = StoryPageFactory(authors=[AuthorFactory()], tags=[TagFactory()], date=date(2020, 2, 2))
    sign_in(client, "Translators")
    save(client, city, introduction="New words", joined_year="1999", kind="region")
    draft = latest(CityPage.objects.get(pk=city.pk))
    assert draft.introduction == "New words"
    assert (draft.joined_year, draft.kind, str(draft.country)) == (2022, "city", "CO")
    assert draft.commitments.count() == 1
    body = {
        "body-count": "1",
        "body-0-deleted": "",
        "body-0-order": "0",
        "body-0-type": "heading",
        "body-0-value-text": "A heading",
        "body-0-value": "A heading",
    }
    response = save(client, story, introduction="New words", date="1999-01-01", **body)
    assert response.status_code == 302
    draft = latest(StoryPage.objects.get(pk=story.pk))
    assert draft.introduction == "New words"
    assert draft.date == date(2020, 2, 2)
    assert draft.authors.count() == draft.tags.count() == 1


@pytest.mark.parametrize("group", ["Writers", "Publishers", "Administrators"])
def test_nobody_sees_facts_on_a_translation(client, group):
    action = full_action()
    french = translation_of(action, "fr", title="Titre")
    sign_in(client, group)
    assert FACTS_TAB not in client.get(edit_url(french)).content.decode()
    assert save(client, french, title="Nouveau titre", stage="completed").status_code == 302
    draft = latest(french)
    assert (draft.title, draft.stage) == ("Nouveau titre", "")
    assert draft.progress.count() == 1
    assert_facts_kept(action, Action.objects.get(pk=action.pk))


def test_a_link_to_a_translated_city_is_kept_as_one_to_its_source(client):
    city = CityPageFactory()
    french_city = translation_of(city, "fr")
    action = ActionFactory(lrgs=[city])
    sign_in(client, "Writers")
    assert save(client, action, **{"lrgs-0-lrg": str(french_city.pk)}).status_code == 302
    assert [link.lrg_id for link in latest(action).lrgs.all()] == [city.pk]


def test_a_city_and_its_translation_are_one_place(client):
    city = CityPageFactory()
    french_city = translation_of(city, "fr")
    action = ActionFactory(lrgs=[city, CityPageFactory()])
    sign_in(client, "Writers")
    response = save(client, action, **{"lrgs-1-lrg": str(french_city.pk)})
    assert "is named twice" in response.content.decode()
