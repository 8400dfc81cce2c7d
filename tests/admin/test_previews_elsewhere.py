"""What has no page of its own is previewed on a public page that shows it, as it is typed."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from actions.models import Category, Objective, Priority
from blog.models import Author, Tag
from home.models import SiteSettings
from tests.admin.desk import edit_url, sign_in
from tests.admin.test_previews import LANGUAGES, begun, preview_url, shown, typed
from tests.factories.actions import (
    ActionFactory,
    CategoryFactory,
    ObjectiveFactory,
    PriorityFactory,
    action_index,
)
from tests.factories.blog import AuthorFactory, StoryPageFactory, TagFactory, story_index
from tests.factories.home import LocaleFactory, SiteSettingsFactory, home_page
from tests.factories.translations import translation_of

pytestmark = pytest.mark.django_db

TYPED = "As it is typed"


@pytest.fixture(autouse=True)
def site(client: Any) -> None:
    sign_in(client, "Administrators")
    story_index()
    action_index()


def author() -> Author:
    record = AuthorFactory(name="Old", biography="Writes.")
    StoryPageFactory(title="A story of theirs", authors=[record])
    return record


def tag() -> Tag:
    record = TagFactory(name="Old")
    StoryPageFactory(title="A story of theirs", tags=[record])
    return record


def category() -> Category:
    record = CategoryFactory(label="Old")
    ActionFactory(title="An action of theirs", categories=[record])
    return record


def priority() -> Priority:
    record = PriorityFactory(title="Old")
    ActionFactory(title="An action of theirs", priorities=[record])
    return record


def objective() -> Objective:
    record = ObjectiveFactory(title="Old", label="")
    ActionFactory(title="An action of theirs", objectives=[record])
    return record


RECORDS = [
    (author, {"name": TYPED}),
    (tag, {"name": TYPED}),
    (category, {"label": TYPED}),
    (priority, {"title": TYPED}),
    (objective, {"title": TYPED}),
]


@pytest.mark.parametrize(("make", "changes"), RECORDS)
def test_the_page_that_shows_it_says_what_is_typed_and_nothing_is_kept(client, make, changes):
    record = make()
    field = next(iter(changes))
    url = typed(client, record, **changes)
    text = shown(client, url, "en")
    assert TYPED in text
    assert "of theirs" in text
    assert 'class="wagtail-userbar' not in text
    assert "css/site-dark.css" in shown(client, url, "fr-dark")
    record.refresh_from_db()
    assert getattr(record, field) == "Old"
    public = record.shown_at("en")
    assert TYPED not in client.get(public).content.decode()


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_frame_is_in_each_language_with_its_own_words(client, language):
    record = author()
    translation_of(record, "fr", name="Nom traduit")
    text = shown(client, typed(client, record, name=TYPED), language)
    tag_of = "zh-Hans" if language == "zh-hans" else language
    assert f'<html lang="{tag_of}"' in text
    assert ("Nom traduit" if language == "fr" else TYPED) in text


def test_a_translation_is_previewed_in_its_own_language(client):
    row = translation_of(category(), "fr", label="Ancien", title="Titre")
    assert [name for name, _label in row.preview_modes] == ["fr", "fr-dark"]
    assert TYPED in shown(client, typed(client, row, label=TYPED))


@pytest.mark.parametrize(
    ("model", "changes"),
    [
        (Author, {"name": TYPED, "slug": "typed"}),
        (Tag, {"name": TYPED, "slug": "typed"}),
        (Category, {"title": "T", "label": TYPED, "slug": "typed", "order": "9"}),
        (Priority, {"title": TYPED, "slug": "typed", "order": "9"}),
        (Objective, {"title": TYPED, "framework": "gcm", "number": "21"}),
    ],
)
def test_what_is_only_begun_is_previewed_and_not_kept(client, model, changes):
    url, answer = begun(client, model, **changes)
    assert answer.json()["is_available"], answer.json()
    assert TYPED in shown(client, url, "en")
    assert not model.objects.exists()


def test_half_of_it_is_no_error(client):
    for model, changes in ((Author, {"name": TYPED}), (Tag, {}), (Category, {})):
        url, _answer = begun(client, model, **changes)
        assert client.get(f"{url}?mode=en").status_code == 200
    AuthorFactory(slug="taken")
    url, _answer = begun(client, Author, name=TYPED, slug="taken")
    assert client.get(f"{url}?mode=en").status_code == 200


def test_settings_are_previewed_on_the_home_page_of_their_language(client):
    home_page("fr")
    SiteSettingsFactory(footer_text="Old")
    french = SiteSettingsFactory(footer_text="Ancien", locale=LocaleFactory(language_code="fr"))
    url = typed(client, french, footer_text=TYPED)
    assert [name for name, _label in french.preview_modes] == ["fr", "fr-dark"]
    assert TYPED in shown(client, url, "fr")
    french.refresh_from_db()
    assert french.footer_text == "Ancien"
    assert SiteSettings.objects.count() == 2


def test_the_editor_has_the_preview_beside_it(client):
    for make in (author, tag, category):
        record = make()
        assert preview_url(record) in client.get(edit_url(record)).content.decode()


def test_the_kept_page_is_neither_shown_nor_replaced(client, settings):
    settings.KEEP_PAGES = True
    record = tag()
    public = record.shown_at("en")
    assert "Old" in Client().get(public).content.decode()
    assert TYPED in shown(client, typed(client, record, name=TYPED), "en")
    kept = Client().get(public).content.decode()
    assert "Old" in kept
    assert TYPED not in kept
