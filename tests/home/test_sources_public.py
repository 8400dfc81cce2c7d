"""What becomes of translations when their source is published, taken down, deleted or renamed."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError
from wagtail.models import Page
from wagtail_localize.operations import translate_object

from actions.models import Action
from blog.models import StoryPage
from tests.factories.actions import ActionFactory, CityPageFactory
from tests.factories.blog import StoryPageFactory, story_index
from tests.factories.home import LocaleFactory
from tests.factories.translations import (
    in_french,
    publish,
    published_in_french,
    submit,
    translate,
    translation_of,
)

pytestmark = pytest.mark.django_db

FRENCH = {"Open doors": "Portes ouvertes", "The city opens a door.": "La ville ouvre une porte."}


@pytest.fixture
def action() -> Action:
    return ActionFactory(title="Open doors", slug="open-doors")


class TestPublishing:
    def test_a_draft_source_has_draft_translations(self, committed):
        action = ActionFactory(title="Open doors", live=False)
        with committed():
            translate_object(action, [LocaleFactory(language_code="fr")])
        assert not in_french(action).live

    @pytest.mark.parametrize("make", [ActionFactory, StoryPageFactory])
    def test_unpublishing_the_source_takes_its_translations_down(self, make):
        record = make()
        translation_of(record, "fr")
        translation_of(record, "ar")
        record.unpublish()
        assert (
            not type(record)
            .objects.filter(translation_key=record.translation_key, live=True)
            .exists()
        )

    @pytest.mark.parametrize("make", [ActionFactory, StoryPageFactory])
    def test_unpublishing_a_translation_leaves_the_source(self, make):
        record = make()
        translation_of(record, "fr").unpublish()
        record.refresh_from_db()
        assert record.live

    @pytest.mark.parametrize("make", [ActionFactory, StoryPageFactory, CityPageFactory])
    def test_deleting_the_source_deletes_its_translations(self, make):
        record = make()
        translation_of(record, "fr")
        key = record.translation_key
        record.delete()
        assert not type(record).objects.filter(translation_key=key).exists()

    def test_deleting_a_parent_page_deletes_the_translations_below_it(self):
        story = StoryPageFactory()
        translation_of(story, "fr")
        key = story.translation_key
        Page.objects.get(pk=story_index().pk).delete()
        assert not StoryPage.objects.filter(translation_key=key).exists()

    @pytest.mark.parametrize("make", [ActionFactory, StoryPageFactory])
    def test_deleting_a_translation_leaves_the_source(self, make):
        record = make()
        translation_of(record, "fr").delete()
        assert type(record).objects.filter(pk=record.pk, live=True).exists()


class TestSlugs:
    @pytest.mark.parametrize("make", [ActionFactory, StoryPageFactory])
    def test_all_languages_have_the_source_slug(self, make, committed):
        record = make(title="Open doors", slug="open-doors")
        translation = submit(record, "ar")
        segments = translation.source.stringsegment_set.select_related("string")
        translate(translation, {row.string.data: "أبواب مفتوحة" for row in segments})
        with committed():
            translation.save_target(publish=True)
        row = type(record).objects.get(
            translation_key=record.translation_key, locale__language_code="ar"
        )
        assert (row.title, row.slug) == ("أبواب مفتوحة", "open-doors")

    def test_the_slug_is_not_a_text_to_translate(self, action):
        po = submit(action, "ar").export_po()
        assert "open-doors" not in {entry.msgid for entry in po}

    def test_a_changed_slug_reaches_the_translations(self, action, committed):
        translation = published_in_french(action, FRENCH, committed)
        with committed():
            publish(action, slug="doors-open")
        assert translation.get_target_instance().slug == "doors-open"

    @pytest.mark.parametrize("language", ["en", "fr"])
    def test_another_action_cannot_take_a_slug(self, action, language):
        other = ActionFactory.build(locale=LocaleFactory(language_code=language), slug=action.slug)
        with pytest.raises(ValidationError, match="“Open doors” has this slug already"):
            other.full_clean()

    def test_a_slug_is_ascii(self, action):
        action.slug = "أبواب"
        with pytest.raises(ValidationError):
            action.full_clean()
