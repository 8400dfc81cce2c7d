"""What is typed is kept; versions are compared and brought back; none is public by accident."""

from __future__ import annotations

import pytest
from django.urls import reverse
from wagtail.models import Page

from actions.models import Action, CityPage
from blog.models import Author
from home.models import SiteSettings, StandardPage
from tests.admin.desk import edit_url, form_of, save, sign_in
from tests.factories.actions import (
    ActionFactory,
    ActionProgressFactory,
    CategoryFactory,
    CityPageFactory,
)
from tests.factories.blog import AuthorFactory, StoryPageFactory, TagFactory
from tests.factories.home import SiteSettingsFactory, StandardPageFactory, home_page
from tests.factories.translations import translation_of

pytestmark = pytest.mark.django_db

WITH_DRAFTS = [StandardPageFactory, StoryPageFactory, CityPageFactory, ActionFactory]
SAVED_AT_ONCE = [AuthorFactory, TagFactory, CategoryFactory, SiteSettingsFactory]


@pytest.fixture(autouse=True)
def publisher(client):
    return sign_in(client, "Administrators")


def address(record, name, *args):
    """Return the address of a page of the desk about a record."""
    if isinstance(record, Page):
        return reverse(f"wagtailadmin_pages:{name}", args=[record.pk, *args])
    return reverse(record.snippet_viewset.get_url_name(name), args=[record.pk, *args])


def autosave(client, url, model, **changes):
    """Send what the editor sends by itself."""
    data = {**form_of(client, url, model), **changes}
    return client.post(url, data, headers={"accept": "application/json"})


def versions(record):
    return list(record.revisions.order_by("pk"))


class TestAutosave:
    @pytest.mark.parametrize("make", WITH_DRAFTS)
    def test_an_editor_saves_drafts_by_itself(self, client, make):
        record = make(title="Old title")
        assert "w-autosave-interval-value" in client.get(edit_url(record)).content.decode()
        answer = autosave(client, edit_url(record), type(record), title="New title")
        assert answer.json()["success"], answer.json()
        record = type(record).objects.get(pk=record.pk)
        assert (record.title, record.live) == ("Old title", True)
        assert record.get_latest_revision_as_object().title == "New title"

    @pytest.mark.parametrize("make", SAVED_AT_ONCE)
    def test_what_has_no_drafts_is_saved_by_its_button_alone(self, client, make):
        record = make()
        for url in (edit_url(record), reverse(record.snippet_viewset.get_url_name("add"))):
            text = client.get(url, follow=True).content.decode()
            assert "w-autosave-interval-value" not in text

    @pytest.mark.parametrize(
        ("url", "model"),
        [
            ("/admin/snippets/actions/action/add/", Action),
            ("/admin/pages/add/home/standardpage/{home}/", StandardPage),
            ("/admin/pages/add/actions/citypage/{cities}/", CityPage),
        ],
    )
    def test_what_is_new_is_kept_as_soon_as_it_has_a_title(self, client, url, model):
        from tests.factories.actions import city_index

        url = url.format(home=home_page().pk, cities=city_index().pk)
        words = {"title": "First words", "slug": "first-words"}
        answer = autosave(client, url, model, **words).json()
        assert answer["success"], answer
        assert model.objects.get(title="First words").live is False

    def test_what_is_still_missing_is_asked_for_when_it_is_published(self, client):
        city = CityPageFactory(title="Old Town", country="CO")
        assert autosave(client, edit_url(city), CityPage, country="").json()["success"]
        response = save(client, city, country="", **{"action-publish": "1"})
        assert "Choose the country" in response.content.decode()
        assert CityPage.objects.get().country == "CO"

    def test_what_does_not_validate_changes_nothing_and_says_why(self, client):
        ActionFactory(slug="taken")
        record = ActionFactory(title="Old title")
        answer = autosave(client, edit_url(record), Action, title="New title", slug="taken")
        assert answer.json()["success"] is False
        record = Action.objects.get(pk=record.pk)
        assert record.get_latest_revision_as_object().title == "Old title"

    def test_a_newer_version_is_not_overwritten_unseen(self, client):
        record = ActionFactory(title="Old title")
        record.save_revision()
        mine = form_of(client, edit_url(record), Action)
        save(client, record, title="Theirs")
        answer = client.post(
            edit_url(record), {**mine, "title": "Mine"}, headers={"accept": "application/json"}
        )
        assert answer.json()["success"] is False
        assert answer.json()["error_code"] == "invalid_revision"
        record = Action.objects.get(pk=record.pk)
        assert record.get_latest_revision_as_object().title == "Theirs"


class TestCompare:
    @pytest.mark.parametrize("make", WITH_DRAFTS)
    def test_words_and_facts_are_compared(self, client, make):
        record = make._meta.model.objects.get(pk=make(title="Old title").pk)
        record.save_revision()
        record.title = "New title"
        record.save_revision()
        first, second = versions(record)
        text = client.get(
            address(record, "revisions_compare", first.pk, second.pk)
        ).content.decode()
        assert '<span class="deletion">Old</span>' in text
        assert '<span class="addition">New</span>' in text

    def test_bodies_relations_and_progress_are_compared(self, client):
        action = ActionFactory(lrgs=[CityPageFactory(title="Old Town")])
        ActionProgressFactory(action=action, text="Two hundred.")
        action = Action.objects.get(pk=action.pk)
        action.save_revision()
        action.body = [("rich_text", "<p>Wider</p>")]
        action.stage = "completed"
        action.lrgs = []
        action.progress = []
        action.categories = [CategoryFactory(title="Access to services")]
        action.save_revision()
        first, second = versions(action)
        text = client.get(
            address(action, "revisions_compare", first.pk, second.pk)
        ).content.decode()
        for shown in ("Wider", "Completed", "Old Town", "Two hundred", "Access to services"):
            assert shown in text

    def test_translations_have_a_history_of_their_own(self, client):
        row = translation_of(ActionFactory(), "fr", title="Portes")
        row.save_revision()
        row.title = "Fenêtres"
        row.save_revision()
        first, second = versions(row)
        text = client.get(address(row, "revisions_compare", first.pk, second.pk)).content.decode()
        assert "Portes" in text
        assert "Fenêtres" in text


class TestRestore:
    @pytest.mark.parametrize("make", [StandardPageFactory, CityPageFactory, ActionFactory])
    def test_an_older_version_comes_back_as_a_draft(self, client, make):
        record = make._meta.model.objects.get(pk=make(title="First title").pk)
        record.save_revision().publish()
        first = versions(record)[0]
        save(client, record, title="Second title", **{"action-publish": "1"})
        url = address(record, "revisions_revert", first.pk)
        data = form_of(client, url, type(record))
        assert data["title"] == "First title"
        client.post(edit_url(record), {**data, "revision": first.pk})
        record = type(record).objects.get(pk=record.pk)
        assert (record.title, record.has_unpublished_changes) == ("Second title", True)
        assert record.get_latest_revision_as_object().title == "First title"

    def test_what_was_before_the_first_change_can_be_brought_back(self, client):
        author = AuthorFactory(name="First name")
        save(client, author, name="Second name")
        first = versions(author)[0]
        url = address(author, "revisions_revert", first.pk)
        client.post(url, form_of(client, url, Author))
        assert Author.objects.get().name == "First name"

    def test_settings_have_a_history(self, client):
        settings = SiteSettingsFactory(footer_text="First footer")
        save(client, settings, footer_text="Second footer")
        text = client.get(address(settings, "history")).content.decode()
        assert text.count("revisions") >= 1
        assert [version.content["footer_text"] for version in versions(settings)] == [
            "First footer",
            "Second footer",
        ]
        assert SiteSettings.objects.get().footer_text == "Second footer"
