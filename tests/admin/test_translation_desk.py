"""The translation desk: counting, work for people, and sending many at once."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail_localize.models import Translation

from home.translating.words import count_words
from tests.admin.desk import sign_in
from tests.admin.test_translating import enter, in_french, submit_at_the_desk
from tests.admin.translation_desk import (
    LIST,
    listed,
    make_stale,
    name_of_row,
    state_of,
    to_french,
    translator,
)
from tests.factories.actions import ActionFactory, CityPageFactory
from tests.factories.blog import StoryPageFactory
from tests.factories.home import (
    LocaleFactory,
    SiteSettingsFactory,
    StandardPageFactory,
    home_page,
)
from tests.factories.translations import translated

pytestmark = pytest.mark.django_db


class TestCounting:
    @pytest.mark.parametrize(
        ("text", "language", "count"),
        [
            ("Open <b>doors</b> for all", "en", 4),
            ('One <a id="a1">link</a>', "en", 2),
            ("难民儿童 欢迎", "zh-hans", 6),
            ("", "en", 0),
        ],
    )
    def test_words_are_counted_as_translators_do(self, text, language, count):
        assert count_words(text, language) == count

    def test_words_are_counted_before_anything_is_sent_and_as_they_are_translated(self, client):
        action = ActionFactory(title="Open doors", summary="A door that opens")
        sign_in(client, "Publishers")
        before = state_of(client, action)
        assert (before.words_left, before.words_total) == (6, 6)
        enter(client, submit_at_the_desk(client, action), only=1)
        after = state_of(client, action)
        assert (after.words_left, after.words_total, after.missing) == (4, 6, 1)

    def test_a_stale_translation_is_dated_and_shows_what_has_changed(
        self, client, django_capture_on_commit_callbacks
    ):
        action = ActionFactory(title="Open doors")
        sign_in(client, "Publishers")
        to_french(client, action, django_capture_on_commit_callbacks)
        make_stale(client, action, django_capture_on_commit_callbacks)
        state = state_of(client, action, status="needs_update")
        assert timezone.now() - state.stale_since < timedelta(minutes=5)
        text = client.get(reverse("translations_changes", args=[state.pk])).content.decode()
        assert "<del>Open</del>" in text
        assert "<ins>Wide open</ins>" in text
        assert "fr Open doors" in text

    def test_a_record_that_is_deleted_leaves_the_desk(self, client):
        action = ActionFactory()
        sign_in(client, "Publishers")
        assert listed(client, kind="actions.action")
        action.delete()
        assert not listed(client, kind="actions.action")

    def test_rebuilding_finds_what_is_there_already(self, client):
        translated(ActionFactory(), "fr")
        sign_in(client, "Publishers")
        before = [(state.record, state.status) for state in listed(client)]
        call_command("rebuild_translation_states", verbosity=0)
        assert [(state.record, state.status) for state in listed(client)] == before

    def test_settings_are_listed_too(self, client):
        SiteSettingsFactory(locale=LocaleFactory(language_code="en"), footer_text="At the foot")
        sign_in(client, "Publishers")
        (state,) = listed(client, kind="home.sitesettings")
        assert (state.status, state.words_left) == ("untranslated", state.words_total)


class TestList:
    def test_a_translator_sees_their_language_only(self, client):
        ActionFactory()
        user = translator("fr")
        client.force_login(user)
        overview = client.get(reverse("translation_overview"))
        assert [code for code, _name in overview.context["languages"]] == ["fr"]
        answer = client.get(reverse(LIST), {"language": "ru"})
        assert {row["state"].language for row in answer.context["rows"]} == {"fr"}

    def test_every_filter_takes_as_many_queries_with_many_records(self, client):
        filters = [
            {"kind": "actions.action"},
            {"status": "untranslated"},
            {"status": "draft"},
            {"age": "30"},
            {"assignee": "nobody"},
            {"source": "en"},
            {"q": "Open"},
            *({"order": order} for order in ("name", "age", "words", "due")),
        ]
        sign_in(client, "Publishers")
        home_page()
        ActionFactory(title="Open")
        few = [self.queries(client, query) for query in filters]
        for _number in range(20):
            ActionFactory(title="Open")
            StandardPageFactory(title="Open")
        assert [self.queries(client, query) for query in filters] == few

    @staticmethod
    def queries(client, query) -> list[int]:
        counts = []
        for url in (reverse(LIST), reverse("translation_overview")):
            client.get(url)
            with CaptureQueriesContext(connection) as context:
                assert client.get(url, {"language": "fr", **query}).status_code == 200
            counts.append(len(context))
        return counts

    def test_it_is_searched_by_name(self, client):
        ActionFactory(title="Open doors")
        ActionFactory(title="Clean water")
        sign_in(client, "Publishers")
        assert [state.record_name for state in listed(client, q="open")] == ["Open doors"]

    def test_nonsense_is_no_error(self, client):
        sign_in(client, "Publishers")
        query = {"language": "xx", "kind": "x", "age": "x", "assignee": "0", "order": "x", "p": "x"}
        assert client.get(reverse(LIST), query).status_code == 200


class TestAssigning:
    def assign(self, client, records, assignee, **data):
        return client.post(
            reverse("translations_assign"),
            {
                "record": [name_of_row(record) for record in records],
                "language": "fr",
                "assignee": assignee.pk if assignee else "",
                "confirmed": "1",
                **data,
            },
            follow=True,
        )

    def test_somebody_gets_the_work_and_finds_it(self, client):
        action, story = ActionFactory(title="Open doors"), StoryPageFactory()
        user = translator("fr", first_name="Amal")
        sign_in(client, "Publishers")
        due = timezone.localdate() + timedelta(days=3)
        listed(client)
        self.assign(client, [action, story], user, due=due.isoformat(), note="Before the forum")
        assert {state.record for state in listed(client, assignee=user.pk)} == {
            name_of_row(action),
            name_of_row(story),
        }
        client.force_login(user)
        text = client.get(reverse("translations_mine")).content.decode()
        assert "Open doors" in text
        assert "Before the forum" in text
        text = client.get(reverse("notices")).content.decode()
        assert "You were asked to translate this" in text

    def test_work_is_only_given_to_whom_can_do_it(self, client):
        action = ActionFactory()
        sign_in(client, "Publishers")
        listed(client)
        answer = self.assign(client, [action], translator("ru"))
        assert "assignee" in answer.context["form"].errors

    def test_a_day_that_is_past_is_refused_and_nothing_typed_is_lost(self, client):
        action = ActionFactory()
        sign_in(client, "Publishers")
        listed(client)
        answer = self.assign(client, [action], translator("fr"), due="2020-01-01", note="Soon")
        text = answer.content.decode()
        assert "This day is past." in text
        assert "Soon" in text
        assert name_of_row(action) in text

    def test_finished_work_leaves_the_list(self, client, django_capture_on_commit_callbacks):
        action = ActionFactory()
        user = sign_in(client, "Publishers")
        listed(client)
        self.assign(client, [action], user)
        assert client.get(reverse("translations_mine")).context["rows"]
        to_french(client, action, django_capture_on_commit_callbacks)
        assert not client.get(reverse("translations_mine")).context["rows"]

    def test_work_is_taken_back(self, client):
        action = ActionFactory()
        user = sign_in(client, "Publishers")
        listed(client)
        self.assign(client, [action], user)
        self.assign(client, [action], None)
        assert not client.get(reverse("translations_mine")).context["rows"]

    @pytest.mark.parametrize("name", ["translations_assign", "translations_send"])
    def test_who_does_not_work_in_a_language_gives_no_work_in_it(self, client, name):
        client.force_login(translator("ru"))
        data = {"record": [name_of_row(ActionFactory())], "language": "fr"}
        assert client.post(reverse(name), data).status_code in {302, 403}
        assert not Translation.objects.exists()

    @pytest.mark.parametrize("name", ["translations_assign", "translations_send"])
    def test_nothing_chosen_is_said(self, client, name):
        sign_in(client, "Publishers")
        data = {"record": ["x", "a.b:9", "a.b:²"], "language": "fr"}
        answer = client.post(reverse(name), data, follow=True)
        assert "Choose at least one record." in answer.content.decode()


class TestSending:
    def send(self, client, records, languages, capture):
        listed(client)
        with capture(execute=True):
            answer = client.post(
                reverse("translations_send"),
                {
                    "record": [name_of_row(record) for record in records],
                    "language": "fr",
                    "languages": languages,
                    "confirmed": "1",
                },
            )
        return client.get(answer.url)

    def test_many_records_go_into_several_languages(
        self, client, django_capture_on_commit_callbacks
    ):
        records = [ActionFactory(), StoryPageFactory(), CityPageFactory()]
        for code in ("fr", "ru"):
            LocaleFactory(language_code=code)
        sign_in(client, "Publishers")
        answer = self.send(client, records, ["fr", "ru"], django_capture_on_commit_callbacks)
        assert "3 of 3" in answer.content.decode()
        assert "Refresh" not in answer
        for record in records:
            found = Translation.objects.filter(source__object_id=record.translation_key)
            assert found.count() == 2
            assert not in_french(record).live

    def test_what_is_in_translation_stays_as_it_is(
        self, client, django_capture_on_commit_callbacks
    ):
        action = ActionFactory()
        sign_in(client, "Publishers")
        to_french(client, action, django_capture_on_commit_callbacks)
        self.send(client, [action], ["fr"], django_capture_on_commit_callbacks)
        assert in_french(action).live

    def test_nobody_reads_how_far_another_is(self, client, django_capture_on_commit_callbacks):
        action = ActionFactory()
        sign_in(client, "Publishers")
        answer = self.send(client, [action], ["fr"], django_capture_on_commit_callbacks)
        url = answer.request["PATH_INFO"]
        sign_in(client, "Publishers")
        assert client.get(url).status_code in {302, 404}
