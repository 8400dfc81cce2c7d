"""Source and translations, through the translation desk's own flows.

Each test stands for something that goes wrong with translations unless it is seen to.
"""

from __future__ import annotations

from datetime import date

import polib
import pytest
from django.core.exceptions import ValidationError
from wagtail_localize.models import TranslationSource
from wagtail_localize.operations import translate_object

from actions.models import Action, CityPage, Commitment, CommitmentProgress
from actions.models.progress import Stage
from home.sources import attach_words
from home.translating.texts import missing_texts
from tests.factories.actions import (
    ActionFactory,
    ActionProgressFactory,
    CategoryFactory,
    CityPageFactory,
    CommitmentFactory,
    CommitmentProgressFactory,
    ObjectiveFactory,
    city_index,
)
from tests.factories.blog import StoryPageFactory, TagFactory, story_index
from tests.factories.home import LocaleFactory, ReportPageFactory, home_page
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


class TestOneSource:
    def test_the_first_row_is_the_source_and_stays_it(self, action, committed):
        published_in_french(action, FRENCH, committed)
        action.refresh_from_db()
        assert action.is_source
        assert not in_french(action).is_source
        assert in_french(action).source == action

    def test_a_record_written_in_another_language_is_a_source(self):
        assert ActionFactory(language="fr").is_source

    def test_restoring_a_revision_changes_nothing_about_it(self, action):
        french_row = translation_of(action, "fr")
        revision = french_row.save_revision()
        revision.content["is_source"] = True
        revision.save()
        revision.publish()
        assert not in_french(action).is_source


class TestFacts:
    def test_a_translation_carries_no_facts_and_reads_the_source(self, action, committed):
        action.categories = [CategoryFactory()]
        action.save()
        published_in_french(action, FRENCH, committed)
        row = in_french(action)
        assert row.title == "Portes ouvertes"
        assert (row.stage, row.start_date, row.categories.count()) == ("", None, 0)
        assert row.source.stage == Stage.UNDER_WAY
        assert row.source.categories.count() == 1

    def test_a_changed_fact_holds_in_every_language_at_once(self, action, committed):
        published_in_french(action, FRENCH, committed)
        publish(action, stage=Stage.COMPLETED, start_date=date(2021, 1, 1))
        source = in_french(action).source
        assert (source.stage, source.year) == (Stage.COMPLETED, 2021)

    def test_a_relation_removed_on_the_source_is_gone_in_translations(self, committed):
        kept, removed = CategoryFactory(), CategoryFactory()
        objective = ObjectiveFactory()
        action = ActionFactory(
            title="Open doors",
            categories=[kept, removed],
            objectives=[objective],
            lrgs=[CityPageFactory(), CityPageFactory()],
        )
        translation = published_in_french(action, FRENCH, committed)
        remaining = action.lrgs.all()[:1]
        action = publish(action, categories=[kept], objectives=[], lrgs=list(remaining))
        translation.source.update_from_db()
        with committed():
            translation.save_target(publish=True)
        source = in_french(action).source
        assert list(source.categories.all()) == [kept]
        assert source.objectives.count() == 0
        assert source.lrgs.count() == 1
        assert in_french(action).categories.count() == 0

    def test_a_story_keeps_its_date_authors_and_tags_on_the_source(self, committed):
        story = StoryPageFactory(tags=[TagFactory(), TagFactory()], date=date(2020, 5, 17))
        story_index("fr")
        translation = submit(story, "fr")
        with committed():
            translation.save_target(publish=False)
        story = publish(story, tags=[])
        row = in_french(story)
        assert row.tags.count() == 0
        assert row.source.date == date(2020, 5, 17)
        assert row.source.tags.count() == 0

    def test_dated_statements_are_translated_and_keep_their_dates(self, committed):
        action = ActionFactory(title="Open doors")
        ActionProgressFactory(action=action, as_of=date(2023, 4, 1), text="Forty families came.")
        words = {**FRENCH, "Forty families came.": "Quarante familles sont venues."}
        published_in_french(action, words, committed)
        update = in_french(action).progress.get()
        assert (update.text, update.as_of) == ("Quarante familles sont venues.", date(2023, 4, 1))
        assert update.locale == LocaleFactory(language_code="fr")

    def test_a_removed_commitment_is_removed_from_the_translation(self, committed):
        city = CityPageFactory(title="Exampleville")
        CommitmentFactory(page=city, text="One.")
        CommitmentFactory(page=city, text="Two.")
        city_index("fr")
        city = CityPage.objects.get(pk=city.pk)
        words = {"Exampleville": "Exempleville", "A city by a river.": "Au bord du fleuve."}
        words |= {"One.": "Un.", "Two.": "Deux."}
        translation = published_in_french(city, words, committed)
        assert {row.text for row in in_french(city).commitments.all()} == {"Un.", "Deux."}
        Commitment.objects.get(page=city, text="One.").delete()
        translation.source.update_from_db()
        with committed():
            translation.save_target(publish=True)
        assert [row.text for row in in_french(city).commitments.all()] == ["Deux."]

    def test_progress_of_a_commitment_follows_its_source(self, committed):
        city = CityPageFactory(title="Exampleville")
        commitment = CommitmentFactory(page=city, text="One.")
        CommitmentProgressFactory(commitment=commitment, text="Half.")
        city_index("fr")
        city = CityPage.objects.get(pk=city.pk)
        words = {"Exampleville": "Exempleville", "A city by a river.": "Au bord du fleuve."}
        words |= {"One.": "Un.", "Half.": "La moitié.", "All.": "Tout."}
        translation = published_in_french(city, words, committed)
        assert french_progress(city) == ["La moitié."]

        CommitmentProgressFactory(commitment=commitment, as_of=date(2024, 1, 1), text="All.")
        translation.source.update_from_db()
        translate(translation, words)
        for _ in range(2):
            with committed():
                translation.save_target(publish=True)
            assert french_progress(city) == ["La moitié.", "Tout."]

        CommitmentProgress.objects.get(commitment=commitment, text="Half.").delete()
        translation.source.update_from_db()
        with committed():
            translation.save_target(publish=True)
        assert french_progress(city) == ["Tout."]
        rows = CommitmentProgress.objects.filter(commitment=commitment)
        assert [(row.text, row.locale.language_code) for row in rows] == [("All.", "en")]


def french_progress(city: CityPage) -> list[str]:
    """Return what the French page says of its only commitment, the oldest first."""
    updates = in_french(city).commitments.get().progress.order_by("as_of")
    assert {update.locale for update in updates} == {LocaleFactory(language_code="fr")}
    return [update.text for update in updates]


class TestFinishing:
    def test_a_new_translation_of_a_live_record_is_a_draft_until_it_is_translated(
        self, action, committed
    ):
        with committed():
            translate_object(action, [LocaleFactory(language_code="fr")])
        assert not in_french(action).live
        assert attach_words([action], "fr")[0].words == action

    def test_a_new_translation_of_a_live_page_is_a_draft_until_it_is_translated(self, committed):
        story = StoryPageFactory()
        with committed():
            translate_object(story, [LocaleFactory(language_code="fr")])
        assert not in_french(story).live

    def test_publishing_too_early_leaves_the_draft_a_draft(self, action, committed):
        translation = submit(action, "fr")
        translate(translation, {"Open doors": "Portes ouvertes"})
        with committed():
            translation.save_target(publish=True)
        assert not in_french(action).live

    def test_a_finished_translation_is_published(self, action, committed):
        published_in_french(action, FRENCH, committed)
        row = in_french(action)
        assert (row.live, row.title, row.summary) == (
            True,
            "Portes ouvertes",
            "La ville ouvre une porte.",
        )

    def test_an_empty_translation_counts_as_missing(self, action, committed):
        translation = submit(action, "fr")
        translate(translation, {**FRENCH, "The city opens a door.": ""})
        assert missing_texts(translation).count() == 1
        with committed():
            translation.save_target(publish=True)
        assert not in_french(action).live

    @pytest.mark.parametrize("make", [ActionFactory, StoryPageFactory])
    def test_new_words_of_the_source_never_stand_in_a_published_translation(self, make, committed):
        record = make(title="Open doors")
        translation = submit(record, "fr")
        segments = translation.source.stringsegment_set.select_related("string")
        translate(translation, {row.string.data: f"fr {row.string.data}" for row in segments})
        with committed():
            translation.save_target(publish=True)
        with committed():
            record = publish(record, title="Wide open doors")
        assert missing_texts(translation).count() == 1
        with committed(), pytest.raises(ValidationError):
            translation.save_target(publish=True)
        row = in_french(record)
        assert (row.live, row.title) == (True, "fr Open doors")
        translate(translation, {"Wide open doors": "Portes grandes ouvertes"})
        with committed():
            translation.save_target(publish=True)
        assert in_french(record).title == "Portes grandes ouvertes"

    def test_a_finished_translation_takes_over_what_is_not_words(self, committed):
        action = ActionFactory(title="Open doors")
        update = ActionProgressFactory(action=action, text="Open doors", as_of=date(2023, 1, 1))
        published_in_french(action, FRENCH, committed)
        update.as_of = date(2023, 6, 1)
        with committed():
            publish(action, progress=[update])
        updated = in_french(action).progress.get()
        assert (updated.text, updated.as_of) == ("Portes ouvertes", date(2023, 6, 1))

    def test_a_changed_fact_leaves_translations_untouched(self, action, committed):
        published_in_french(action, FRENCH, committed)
        before = in_french(action).latest_revision_id
        with committed():
            publish(action, stage=Stage.COMPLETED)
        assert in_french(action).latest_revision_id == before

    def test_translating_one_record_leaves_those_it_names_as_they_are(self, committed):
        category = CategoryFactory(title="Access", label="Access")
        translation_of_category = category.copy_for_translation(LocaleFactory(language_code="fr"))
        translation_of_category.label = "Accès"
        translation_of_category.save()
        report = ReportPageFactory()
        report.figures = [("figure", {"value": 40, "label": "actions", "category": category})]
        report.save()
        home_page("fr")
        with committed():
            translate_object(report, [LocaleFactory(language_code="fr")])
        assert in_french(category).label == "Accès"

    def test_words_arrive_by_po_file(self, action, committed):
        translation = submit(action, "fr")
        po = polib.pofile(str(translation.export_po()))
        for entry in po:
            entry.msgstr = FRENCH[entry.msgid]
        assert translation.import_po(po) == []
        with committed():
            translation.save_target(publish=True)
        assert in_french(action).title == "Portes ouvertes"


class TestWords:
    def test_words_are_those_of_the_language_or_the_source(self, action):
        other = ActionFactory()
        row = translation_of(action, "fr", title="Portes ouvertes")
        first, second = attach_words([action, other], "fr")
        assert (first.words, second.words) == (row, other)

    def test_a_draft_translation_is_not_read(self, action):
        translation_of(action, "fr", live=False)
        assert attach_words([action], "fr")[0].words == action

    def test_words_of_many_records_take_one_query(self, django_assert_num_queries):
        actions = [ActionFactory() for _ in range(5)]
        for record in actions:
            translation_of(record, "fr")
        with django_assert_num_queries(1):
            attach_words(actions, "fr")


def test_submitting_again_changes_no_source(action):
    submit(action, "fr")
    submit(action, "fr")
    assert TranslationSource.objects.count() == 1
