"""Translators at work: submit, translate, import, publish; and the overview of what is left."""

from __future__ import annotations

import io
import re
from datetime import timedelta
from html import unescape

import polib
import pytest
from django.urls import reverse
from django.utils import timezone
from wagtail_localize.models import Translation, TranslationSource

from home.models import WaitingTranslation
from tests.admin.desk import edit_url, save, sign_in
from tests.factories.actions import (
    ActionFactory,
    ActionProgressFactory,
    CityPageFactory,
    CommitmentFactory,
)
from tests.factories.blog import StoryPageFactory, TagFactory, story_index
from tests.factories.home import LocaleFactory, StandardPageFactory, home_page
from tests.factories.translations import submit, translate, translation_of

pytestmark = pytest.mark.django_db

OVERVIEW = "translations_list"
MAKERS = [ActionFactory, CityPageFactory]


def in_french(record):
    return type(record).objects.get(
        translation_key=record.translation_key, locale__language_code="fr"
    )


def submit_url(record) -> str:
    if hasattr(record, "snippet_viewset"):
        args = [record._meta.app_label, record._meta.model_name, record.pk]
        return reverse("wagtail_localize:submit_snippet_translation", args=args)
    return reverse("wagtail_localize:submit_page_translation", args=[record.pk])


def submit_at_the_desk(client, record) -> Translation:
    """Press "Translate", choose French, send."""
    locale = LocaleFactory(language_code="fr")
    assert client.get(submit_url(record)).status_code == 200
    client.post(submit_url(record), {"locales": [locale.pk]})
    return Translation.objects.get(source__object_id=record.translation_key, target_locale=locale)


def enter(client, translation, only: int | None = None) -> None:
    """Enter a translation of each text, or of the first few."""
    for segment in translation.source.stringsegment_set.order_by("order")[:only]:
        url = reverse("wagtail_localize:edit_string_translation", args=[translation.pk, segment.pk])
        value = f"fr {segment.string.data}"
        sent = client.put(url, f"value={value}", content_type="application/x-www-form-urlencoded")
        assert sent.status_code in {200, 201}


def publish(client, record, capture):
    with capture(execute=True):
        return client.post(edit_url(in_french(record)), {"action": "publish"}, follow=True)


@pytest.mark.parametrize("make", MAKERS)
def test_from_submission_to_publication(client, make, django_capture_on_commit_callbacks):
    record = make(title="Open doors")
    sign_in(client, "Translators")
    translation = submit_at_the_desk(client, record)
    assert not in_french(record).live
    assert client.get(edit_url(in_french(record))).status_code == 200
    enter(client, translation)
    sign_in(client, "Publishers")
    publish(client, record, django_capture_on_commit_callbacks)
    row = in_french(record)
    assert (row.live, row.title) == (True, "fr Open doors")


@pytest.mark.parametrize("make", MAKERS)
def test_a_translator_does_not_publish(client, make, django_capture_on_commit_callbacks):
    record = make()
    sign_in(client, "Translators")
    enter(client, submit_at_the_desk(client, record))
    publish(client, record, django_capture_on_commit_callbacks)
    assert not in_french(record).live


@pytest.mark.parametrize("make", MAKERS)
def test_publishing_too_early_says_how_much_is_missing(
    client, make, django_capture_on_commit_callbacks
):
    record = make()
    sign_in(client, "Publishers")
    enter(client, submit_at_the_desk(client, record), only=1)
    response = publish(client, record, django_capture_on_commit_callbacks)
    assert "Not published: 1 text is not translated yet." in response.content.decode()
    assert not in_french(record).live


@pytest.mark.parametrize("make", MAKERS)
def test_updating_translations_keeps_the_last_finished_ones(
    client, make, django_capture_on_commit_callbacks
):
    record = make(title="Open doors")
    sign_in(client, "Publishers")
    enter(client, submit_at_the_desk(client, record))
    publish(client, record, django_capture_on_commit_callbacks)
    with django_capture_on_commit_callbacks(execute=True):
        save(client, record, title="Wide open doors", **{"action-publish": "1"})
    source = TranslationSource.objects.get(object_id=record.translation_key)
    url = reverse("wagtail_localize:update_translations", args=[source.pk])
    assert client.get(url).status_code == 200
    with django_capture_on_commit_callbacks(execute=True):
        client.post(url, {"publish_translations": "on"})
    row = in_french(record)
    assert (row.live, row.title) == (True, "fr Open doors")
    assert status_of(client, record) == "Needs update"
    response = publish(client, record, django_capture_on_commit_callbacks)
    assert "Not published" in response.content.decode()
    assert in_french(record).title == "fr Open doors"


def test_a_po_file_goes_out_and_comes_back(client):
    action = ActionFactory(title="Open doors")
    sign_in(client, "Translators")
    translation = submit_at_the_desk(client, action)
    url = reverse("wagtail_localize:download_pofile", args=[translation.pk])
    po = polib.pofile(client.get(url).content.decode())
    for entry in po:
        entry.msgstr = f"fr {entry.msgid}"
    file = io.BytesIO(str(po).encode())
    file.name = "fr.po"
    url = reverse("wagtail_localize:upload_pofile", args=[translation.pk])
    shown = client.post(url, {"file": file}, follow=True)
    client.post(shown.redirect_chain[-1][0], {"plan": shown.context["plan"].digest})
    assert translation.get_progress() == (len(po), len(po))


def test_the_editor_of_a_translation_offers_every_text(client):
    action = ActionFactory()
    ActionProgressFactory(action=action)
    city = CityPageFactory()
    CommitmentFactory(page=city)
    sign_in(client, "Translators")
    for record in (action, city, StoryPageFactory(), TagFactory()):
        translation = submit_at_the_desk(client, record)
        text = unescape(client.get(edit_url(in_french(record))).content.decode())
        for segment in translation.source.stringsegment_set.all():
            assert f"/strings/{segment.pk}/edit/" in text, segment.context.path


def test_a_record_without_drafts_is_translated_too(client):
    tag = TagFactory(name="Housing")
    sign_in(client, "Translators")
    translation = submit_at_the_desk(client, tag)
    enter(client, translation)
    client.post(edit_url(in_french(tag)), {"action": "publish"})
    assert in_french(tag).name == "fr Housing"


def test_a_page_copied_as_a_parent_can_still_be_translated(
    client, django_capture_on_commit_callbacks
):
    story = StoryPageFactory()
    index = story_index()
    translation_of(story, "fr")
    assert in_french(index).alias_of_id
    sign_in(client, "Publishers")
    assert status_of(client, index) == "Missing"
    translation = submit_at_the_desk(client, index)
    assert not in_french(index).live
    enter(client, translation)
    publish(client, index, django_capture_on_commit_callbacks)
    row = in_french(index)
    assert (row.live, row.alias_of_id, row.title) == (True, None, "fr Stories")


def status_of(client, record) -> str:
    """Read the status of a record's French translation off the overview."""
    text = client.get(reverse(OVERVIEW), {"language": "fr"}).content.decode()
    names = {"Needs update", "Missing", "Draft: in progress", "Draft: ready", "Translated"}
    for row in re.findall(r"<tr.*?</tr>", text, re.DOTALL):
        cells = [unescape(re.sub(r"<[^>]+>", "", cell)).strip() for cell in row.split("</td>")]
        if type(record).objects.get(pk=record.pk).title in cells[1:2]:
            return next(name for name in names if any(cell.startswith(name) for cell in cells))
    return "not listed"


class TestOverview:
    def test_each_record_has_its_status(self, client):
        untranslated = ActionFactory(title="Untranslated")
        in_progress = ActionFactory(title="In progress")
        submit(in_progress, "fr").save_target(publish=False)
        ready = ActionFactory(title="Ready")
        translation = submit(ready, "fr")
        segments = translation.source.stringsegment_set.select_related("string")
        translate(translation, {row.string.data: "fr" for row in segments})
        translation.save_target(publish=False)
        done = StoryPageFactory(title="Done")
        translation_of(done, "fr")
        sign_in(client, "Translators")
        records = [untranslated, in_progress, ready, done]
        assert [status_of(client, record) for record in records] == [
            "Missing",
            "Draft: in progress",
            "Draft: ready",
            "Translated",
        ]

    def test_records_are_counted_by_kind_language_and_status(self, client):
        for _number in range(3):
            ActionFactory()
        translation_of(ActionFactory(), "fr")
        sign_in(client, "Translators")
        context = client.get(reverse("translation_overview")).context
        column = [code for code, _name in context["languages"]].index("fr")
        row = next(row for row in context["rows"] if row["name"] == "Actions")
        counts = {str(count.label): count.number for count in row["cells"][column].counts}
        assert counts == {"Missing": 3, "Translated": 1}
        for count in row["cells"][column].counts:
            assert len(client.get(count.url).context["rows"]) == count.number

    def test_drafts_and_records_of_the_language_itself_are_left_out(self, client):
        home_page("fr")
        sign_in(client, "Translators")
        assert status_of(client, ActionFactory(title="A draft", live=False)) == "not listed"
        assert status_of(client, ActionFactory(title="Écrit ici", language="fr")) == "not listed"

    def test_the_list_is_narrowed_by_kind_and_status(self, client):
        action, page = ActionFactory(title="An action"), StandardPageFactory(title="A page")
        translation_of(page, "fr")
        sign_in(client, "Translators")
        url = reverse(OVERVIEW)
        text = client.get(url, {"language": "fr", "kind": "actions.action"}).content.decode()
        assert "An action" in text
        assert "A page" not in text
        text = client.get(url, {"language": "fr", "status": "up_to_date"}).content.decode()
        assert "A page" in text
        assert "An action" not in text
        assert submit_url(action) not in text

    def test_a_record_leads_to_where_its_translation_goes_on(self, client):
        new, page = ActionFactory(), StandardPageFactory()
        started = translation_of(ActionFactory(), "fr")
        sign_in(client, "Translators")
        text = client.get(reverse(OVERVIEW), {"language": "fr"}).content.decode()
        assert f"{submit_url(new)}?select_locale=fr" in text
        assert f"{submit_url(page)}?select_locale=fr" in text
        assert edit_url(started) in text

    @pytest.mark.parametrize(
        "query",
        [
            {"language": "xx", "kind": "auth.user", "status": "x"},
            {"p": "-1"},
            {"p": "10000000"},
        ],
    )
    def test_nonsense_shows_the_nearest_sensible_page(self, client, query):
        ActionFactory()
        sign_in(client, "Translators")
        assert client.get(reverse(OVERVIEW), query).status_code == 200

    def test_it_takes_as_many_queries_with_many_records(
        self, client, django_assert_max_num_queries
    ):
        sign_in(client, "Translators")
        home_page()
        for _number in range(20):
            ActionFactory()
        client.get(reverse(OVERVIEW))
        with django_assert_max_num_queries(25):
            client.get(reverse(OVERVIEW), {"language": "fr"})


def publish_original(client, record, capture):
    with capture(execute=True):
        save(client, record, **{"action-publish": "1"})
    record.refresh_from_db()
    assert record.live


@pytest.mark.parametrize("make", MAKERS)
def test_a_translation_waits_for_its_original(client, make, django_capture_on_commit_callbacks):
    record = make(title="Open doors", live=False)
    sign_in(client, "Publishers")
    translation = submit_at_the_desk(client, record)
    assert status_of(client, record) == "Draft: in progress"
    enter(client, translation)
    response = publish(client, record, django_capture_on_commit_callbacks)
    assert "published in the moment in which its original" in response.content.decode()
    assert not in_french(record).live
    publish_original(client, record, django_capture_on_commit_callbacks)
    row = in_french(record)
    assert (row.live, row.title) == (True, "fr Open doors")


def test_a_translation_that_nobody_has_approved_does_not_come_out_with_its_original(
    client, django_capture_on_commit_callbacks
):
    city = CityPageFactory(title="Open doors", live=False)
    sign_in(client, "Publishers")
    enter(client, submit_at_the_desk(client, city))
    publish_original(client, city, django_capture_on_commit_callbacks)
    assert not in_french(city).live


def test_a_waiting_translation_whose_original_gains_a_text_goes_on_waiting(
    client, django_capture_on_commit_callbacks
):
    city = CityPageFactory(title="Open doors", live=False)
    sign_in(client, "Publishers")
    translation = submit_at_the_desk(client, city)
    enter(client, translation)
    publish(client, city, django_capture_on_commit_callbacks)
    with django_capture_on_commit_callbacks(execute=True):
        save(client, city, title="Wide open doors", **{"action-publish": "1"})
    assert not in_french(city).live
    enter(client, translation)
    publish(client, city, django_capture_on_commit_callbacks)
    assert in_french(city).title == "fr Wide open doors"


def test_a_waiting_translation_does_not_come_out_when_its_original_is_only_scheduled(
    client, django_capture_on_commit_callbacks
):
    city = CityPageFactory(live=False)
    sign_in(client, "Publishers")
    enter(client, submit_at_the_desk(client, city))
    publish(client, city, django_capture_on_commit_callbacks)
    tomorrow = f"{timezone.localtime() + timedelta(days=1):%Y-%m-%d %H:%M}"
    save(client, city, go_live_at=tomorrow, **{"action-publish": "1"})
    assert WaitingTranslation.objects.exists()
    assert not in_french(city).live
